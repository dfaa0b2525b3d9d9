import { revealContacts } from '../../../client/reveal/contacts.js';
import { shownContacts } from '../../../client/contact/versions.js';
import { reportApplication, reportContacts } from '../../../client/intake/applications.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import {
  applicationBody,
  canaries,
  foundInDatabase,
  newId,
  openedIntake,
  refusalOf,
} from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

let intake: OpenedIntake;
beforeAll(async () => {
  intake = await openedIntake();
});
afterAll(() => intake.close());

const reason = '客户来电核对号码-金丝雀';
const reveals = async (id: string) =>
  (await eventsOfApplication(intake.ledger, id)).filter(({ kind }) => kind === 'contact-revealed');

test('contacts are listed as versions and states, never a value', async () => {
  const id = newId();
  await reportApplication(intake.world, id, applicationBody({ contacts: { mobile: '1380013' } }));
  intake.time.now += 1_000;
  await reportContacts(intake.world, id, { mobile: canaries.mobile, email: canaries.email });
  const versions = await shownContacts(intake.world, id);
  expect(versions).toEqual([
    { version: 1, reportedAt: intake.time.now - 1_000, contacts: { mobile: 'bad-format' } },
    { version: 2, reportedAt: intake.time.now, contacts: { mobile: 'good', email: 'good' } },
  ]);
  expect(await reveals(id)).toEqual([]);
});

test('values are shown with a reason, and who saw them is on record; the reason is nowhere in clear', async () => {
  const id = newId();
  await reportApplication(intake.world, id, applicationBody());
  const shown = await revealContacts(intake.world, id, { reason, staffRef: 'li.na' });
  expect(shown).toEqual({ version: 1, contacts: { mobile: canaries.mobile, email: canaries.email } });
  expect((await reveals(id)).map(({ detail }) => detail)).toEqual([{ version: 1, staffRef: 'li.na' }]);
  const rows = await intake.ledger.query<{ staffRef: string }>(
    `SELECT staff_ref AS "staffRef" FROM contact_reveal WHERE application_id = $1`,
    [id],
  );
  expect(rows).toEqual([{ staffRef: 'li.na' }]);
  expect(await foundInDatabase(intake, [reason, ...Object.values(canaries)])).toEqual([]);
});

test.each([
  ['an unknown application', 'A-none', { reason, staffRef: 'li.na' }, 'application-unknown'],
  ['no reason', undefined, { reason: ' ', staffRef: 'li.na' }, 'body-invalid'],
  ['a phone number for an account', undefined, { reason, staffRef: '13800138000' }, 'staff-reference'],
])('with %s nothing is shown', async (_what, unknown, given, code) => {
  const id = newId();
  await reportApplication(intake.world, id, applicationBody());
  expect(await refusalOf(revealContacts(intake.world, unknown ?? id, given))).toMatchObject({ code });
  expect(await reveals(id)).toEqual([]);
});
