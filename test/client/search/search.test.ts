import { reportApplication, reportContacts } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import { searchApplications } from '../../../client/search/search.js';
import { applicationBody, canaries, newId, openedIntake, stageBodies } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

let intake: OpenedIntake;
beforeAll(async () => {
  intake = await openedIntake();
});
afterAll(() => intake.close());

const byMobile = (value: string) => searchApplications(intake.world, 'mobile', value);
const byName = (value: string) => searchApplications(intake.world, 'name', value);
const ids = (found: readonly { applicationId: string }[]) => found.map(({ applicationId }) => applicationId);

test('applications are found by mobile number and by name, however they are written', async () => {
  const [first, second] = [newId(), newId()];
  await reportApplication(intake.world, first, applicationBody());
  intake.time.now += 1_000;
  await reportApplication(intake.world, second, applicationBody({ product: 'car-loan' }));
  await reportStage(intake.world, second, 'final-decision', 1, stageBodies['final-decision']);
  for (const written of [
    canaries.mobile,
    `+86 ${canaries.mobile}`,
    '１３８１２３４５６７８',
    '138-1234-5678',
  ])
    expect(ids(await byMobile(written))).toEqual([second, first]);
  for (const written of [canaries.name, '欧阳 晓明', ' 欧阳·晓明 '])
    expect(ids(await byName(written))).toEqual([second, first]);
  expect(await byMobile(canaries.mobile)).toEqual([
    {
      applicationId: second,
      product: 'car-loan',
      reportedAt: intake.time.now,
      inForce: true,
      notices: [{ stage: 'final-decision', round: 1, state: 'held' }],
    },
    expect.objectContaining({ applicationId: first, notices: [] }),
  ]);
});

test('what nobody has is not found, and a part of a name is none', async () => {
  expect(await byMobile('13999999999')).toEqual([]);
  expect(await byName('欧阳')).toEqual([]);
  expect(await byMobile('欧阳晓明')).toEqual([]);
});

test('a former number is found and marked; one that was reported badly is found as it was written', async () => {
  const id = newId();
  await reportApplication(intake.world, id, applicationBody({ contacts: { mobile: '1370000' } }));
  await reportContacts(intake.world, id, { mobile: '13700000001' });
  await reportContacts(intake.world, id, { mobile: '13700000001', email: 'ou@example.com' });
  expect(await byMobile('13700000001')).toMatchObject([{ applicationId: id, inForce: true }]);
  expect(await byMobile('1370000')).toMatchObject([{ applicationId: id, inForce: false }]);
});
