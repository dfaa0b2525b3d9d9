import { reportApplication, reportContacts, reportWithdrawal } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import {
  applicationBody,
  foundInDatabase,
  newId,
  openedIntake,
  refusalOf,
  refusalsOnRecord,
  stageBodies,
} from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

describe('an application id', () => {
  let intake: OpenedIntake;
  beforeAll(async () => {
    intake = await openedIntake();
  });
  afterAll(() => intake.close());

  const personal = [
    '13700137001',
    'LN-13700137002',
    'A.8613700137003',
    '11010519491231002X',
    'x_130503670401001',
  ];
  const shapeless = [
    '',
    'A 1',
    'A/13700137004',
    '+8613700137005',
    `A${'9'.repeat(64)}`,
    '申请-13700137006',
    'A\u0000',
    '-1',
  ];
  const reports: Record<string, (id: string) => Promise<unknown>> = {
    application: (id) => reportApplication(intake.world, id, applicationBody()),
    stage: (id) => reportStage(intake.world, id, 'final-decision', 1, stageBodies['final-decision']),
    contacts: (id) => reportContacts(intake.world, id, { mobile: '13812345678' }),
    withdrawal: (id) => reportWithdrawal(intake.world, id, {}),
  };

  for (const [kind, report] of Object.entries(reports))
    test(`that holds a person's number, or is none, is refused with a report of ${kind} and written down nowhere`, async () => {
      for (const id of [...personal, ...shapeless]) {
        const code = personal.includes(id) ? 'application-id-personal' : 'application-id-shape';
        expect({ id, ...(await refusalOf(report(id))) }).toEqual({ id, code, fields: [] });
        const last = (await refusalsOnRecord(intake)).at(-1);
        expect(last).toMatchObject({ applicationId: null, kind, code });
      }
      const numbers = [...personal, '13700137004', '13700137005', '13700137006', '1370013700'];
      expect(await foundInDatabase(intake, numbers)).toEqual([]);
      expect(intake.logged()).not.toContain('1370013700');
    });

  test('in order does not let what stands where a stage should be into the record', async () => {
    const id = newId();
    await reportApplication(intake.world, id, applicationBody());
    for (const [applicationId, code] of [
      [id, 'stage-unknown'],
      ['13700137001', 'application-id-personal'],
      ['A 1', 'application-id-shape'],
    ] as const)
      for (const stage of ['13700137007', '__proto__', 'Final-Decision', '', 'final-decision\u0000']) {
        expect(await refusalOf(reportStage(intake.world, applicationId, stage, 13700137008, {}))).toEqual({
          code,
          fields: [],
        });
        const last = (await refusalsOnRecord(intake)).at(-1);
        expect(last).toMatchObject({ kind: 'stage', stage: null, round: null, code });
      }
    expect(await foundInDatabase(intake, ['13700137007', '13700137008', '__proto__'])).toEqual([]);
  });

  test('of a good report is found by the very search that finds no bad one', async () => {
    const id = newId();
    await reportApplication(intake.world, id, applicationBody());
    expect(await foundInDatabase(intake, [id, 'personal-loan'])).toEqual([id, 'personal-loan']);
  });
});
