import { reportApplication, reportContacts, reportWithdrawal } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import { Refusal } from '../../../domain/failure/catalogue.js';
import { noticesOfApplication } from '../../../ledger/notice/find.js';
import {
  applicationBody,
  canaries,
  newId,
  openedIntake,
  refusalsOnRecord,
  stageBodies,
} from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

const many = 50;

describe('reports that come at the same time', () => {
  let intake: OpenedIntake;
  beforeAll(async () => {
    intake = await openedIntake();
  });
  afterAll(() => intake.close());

  const atOnce = async (report: (index: number) => Promise<{ result: string }>): Promise<unknown[]> =>
    (await Promise.allSettled(Array.from({ length: many }, (_, index) => report(index)))).map((settled) =>
      settled.status === 'fulfilled' ? settled.value.result : (settled.reason as unknown),
    );
  const toldOf = (applicationId: string) =>
    intake.world.stories.told.filter((one) => one.applicationId === applicationId);
  const once = ['created', ...Array<string>(many - 1).fill('known')];

  test('and are the same application are one created and forty-nine known', async () => {
    const id = newId();
    const answers = await atOnce(() => reportApplication(intake.world, id, applicationBody()));
    expect(answers.sort()).toEqual(once);
    expect(toldOf(id)).toHaveLength(1);
  });

  test('and are the same stage, contacts or withdrawal are one created and forty-nine known', async () => {
    const id = newId();
    const { world } = intake;
    await reportApplication(world, id, applicationBody());
    const contacts = { mobile: '13912345678' };
    const body = stageBodies['final-decision'];
    for (const report of [
      () => reportContacts(world, id, contacts),
      () => reportStage(world, id, 'final-decision', 1, body),
      () => reportWithdrawal(world, id, { reason: 'other bank' }),
    ])
      expect((await atOnce(report)).sort()).toEqual(once);
    expect(await noticesOfApplication(world.ledger, id)).toHaveLength(1);
    expect(toldOf(id)).toHaveLength(4);
  });

  test('and differ for one stage are one created and forty-nine refused, naming fields and never values', async () => {
    const id = newId();
    await reportApplication(intake.world, id, applicationBody());
    const before = (await refusalsOnRecord(intake)).length;
    const answers = await atOnce((index) =>
      reportStage(intake.world, id, 'final-decision', 1, {
        decision: 'approved',
        amount: 770_001 + index,
        guidance: `${canaries.guidance} ${index}`,
      }),
    );
    const refusals = answers.filter((answer) => answer instanceof Refusal);
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
    expect(refusals).toHaveLength(many - 1);
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ code: 'stage-differs', fields: ['/amount', '/guidance'] });
      expect(refusal.message).not.toMatch(/7700|户口/);
    }
    const recorded = (await refusalsOnRecord(intake)).slice(before);
    expect(recorded).toHaveLength(many - 1);
    for (const row of recorded)
      expect(row).toEqual({
        applicationId: id,
        kind: 'stage',
        stage: 'final-decision',
        round: 1,
        code: 'stage-differs',
        fields: ['/amount', '/guidance'],
      });
    expect(await noticesOfApplication(intake.world.ledger, id)).toHaveLength(1);
  });

  test('and differ in their application are one created and forty-nine refused', async () => {
    const id = newId();
    const answers = await atOnce((index) =>
      reportApplication(intake.world, id, applicationBody({ amount: index + 1 })),
    );
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
    for (const answer of answers.filter((one) => one !== 'created'))
      expect(answer).toMatchObject({ code: 'application-differs', fields: ['/amount'] });
  });

  test('and are fifty contacts of an application become fifty versions, none lost', async () => {
    const id = newId();
    await reportApplication(intake.world, id, applicationBody());
    const mobiles = Array.from({ length: many }, (_, index) => `139000000${10 + index}`);
    const answers = await atOnce((index) => reportContacts(intake.world, id, { mobile: mobiles[index] }));
    expect(answers).toEqual(Array<string>(many).fill('created'));
    const rows = await intake.ledger.query<{ version: number }>(
      'SELECT version FROM contact_version WHERE application_id = $1 ORDER BY version',
      [id],
    );
    expect(rows.map(({ version }) => version)).toEqual(Array.from({ length: many + 1 }, (_, at) => at + 1));
  });
});
