import { reportApplication, reportContacts, reportWithdrawal } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { noticesOfApplication } from '../../../ledger/notice/find.js';
import { reportsOfApplication } from '../../../ledger/report/find.js';
import {
  applicationBody,
  newId,
  openedIntake,
  refusalOf,
  refusalsOnRecord,
  stageBodies,
} from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

describe('the order of reports', () => {
  let intake: OpenedIntake;
  let id: ReturnType<typeof newId>;
  beforeAll(async () => {
    intake = await openedIntake();
  });
  beforeEach(async () => {
    id = newId();
    await reportApplication(intake.world, id, applicationBody());
  });
  afterAll(() => intake.close());

  const stage = (name: keyof typeof stageBodies, round = 1, body: unknown = stageBodies[name]) =>
    reportStage(intake.world, id, name, round, body);
  const lastRefusal = async () => (await refusalsOnRecord(intake)).at(-1);
  const states = async () =>
    (await noticesOfApplication(intake.ledger, id)).map((notice) => [
      notice.stage,
      notice.round,
      notice.state,
    ]);

  test('of all three stages owes a notice each, held until its story takes it up', async () => {
    for (const name of ['preliminary-approval', 'supplementary-documents', 'final-decision'] as const) {
      intake.time.now += 1_000;
      expect(await stage(name)).toEqual({ result: 'created', told: true });
    }
    const notices = await noticesOfApplication(intake.ledger, id);
    expect(notices).toMatchObject(
      ['preliminary-approval', 'supplementary-documents', 'final-decision'].map((name) => ({
        stage: name,
        round: 1,
        state: 'held',
        waitingFor: 'workflow',
      })),
    );
    for (const notice of notices) expect(notice.waitingUntil).toBe(notice.owedAt + 60_000);
    const told = intake.world.stories.told.filter(({ applicationId }) => applicationId === id);
    const reports = await reportsOfApplication(intake.ledger, id);
    expect(told.map(({ message }) => message)).toEqual(
      reports.map(({ reportId }) => ({ kind: 'reported', reportId })),
    );
  });

  test('may skip stages, but not go back: that is refused and on record', async () => {
    await stage('final-decision');
    expect(await refusalOf(stage('preliminary-approval'))).toEqual({ code: 'stage-goes-back', fields: [] });
    expect(await refusalOf(stage('supplementary-documents'))).toEqual({
      code: 'stage-goes-back',
      fields: [],
    });
    expect(await lastRefusal()).toEqual({
      applicationId: id,
      kind: 'stage',
      stage: 'supplementary-documents',
      round: 1,
      code: 'stage-goes-back',
      fields: [],
    });
    expect(await states()).toEqual([['final-decision', 1, 'held']]);
  });

  test('takes an old stage again as known, also after a later one', async () => {
    await stage('preliminary-approval');
    await stage('final-decision');
    expect(await stage('preliminary-approval')).toEqual({ result: 'known', told: true });
    // Written differently, it says the same.
    expect(await stage('preliminary-approval', 1, { validUntil: '2026-12-01', amount: 1e5 })).toMatchObject({
      result: 'known',
    });
    expect(await refusalOf(stage('preliminary-approval', 1, {}))).toEqual({
      code: 'stage-differs',
      fields: ['/amount', '/validUntil'],
    });
  });

  test('counts rounds one by one', async () => {
    expect(await refusalOf(stage('supplementary-documents', 2))).toMatchObject({ code: 'round-skipped' });
    await stage('supplementary-documents', 1);
    expect(await stage('supplementary-documents', 2)).toMatchObject({ result: 'created' });
    expect(await refusalOf(stage('supplementary-documents', 4))).toMatchObject({ code: 'round-skipped' });
    expect(await stage('supplementary-documents', 2)).toMatchObject({ result: 'known' });
    expect(await states()).toEqual([
      ['supplementary-documents', 1, 'held'],
      ['supplementary-documents', 2, 'held'],
    ]);
  });

  test.each([0, -1, 1.5, 100, 1e10, Number.NaN, Number.POSITIVE_INFINITY])(
    'knows no round %p: refused, on record, and the number not kept',
    async (round) => {
      expect(await refusalOf(stage('final-decision', round))).toEqual({
        code: 'body-invalid',
        fields: ['round: expected a whole number from 1 to 99'],
      });
      expect(await lastRefusal()).toMatchObject({ applicationId: id, stage: 'final-decision', round: null });
    },
  );

  test('ends with a withdrawal: known again, refused if it differs, and no stage after it', async () => {
    await stage('preliminary-approval');
    const withdraw = (body: unknown) => reportWithdrawal(intake.world, id, body);
    expect(await withdraw({ reason: 'too slow' })).toEqual({ result: 'created', told: true });
    expect(await withdraw({ reason: 'too slow' })).toEqual({ result: 'known', told: true });
    expect(await refusalOf(withdraw({}))).toEqual({ code: 'withdrawal-differs', fields: ['/reason'] });
    expect(await refusalOf(stage('final-decision'))).toEqual({ code: 'application-withdrawn', fields: [] });
    // What was taken before is still known.
    expect(await stage('preliminary-approval')).toMatchObject({ result: 'known' });
  });

  test('begins with the application: without it everything else is refused, and on record', async () => {
    const unknown = newId();
    for (const [kind, report] of [
      ['stage', () => reportStage(intake.world, unknown, 'final-decision', 1, stageBodies['final-decision'])],
      ['contacts', () => reportContacts(intake.world, unknown, { mobile: '13812345678' })],
      ['withdrawal', () => reportWithdrawal(intake.world, unknown, {})],
    ] as const) {
      expect(await refusalOf(report())).toEqual({ code: 'application-unknown', fields: [] });
      expect(await lastRefusal()).toMatchObject({
        applicationId: unknown,
        kind,
        code: 'application-unknown',
      });
    }
    expect(await eventsOfApplication(intake.ledger, unknown)).toMatchObject([
      { kind: 'report-refused', detail: { kind: 'stage', code: 'application-unknown' } },
      { kind: 'report-refused', detail: { kind: 'contacts' } },
      { kind: 'report-refused', detail: { kind: 'withdrawal' } },
    ]);
  });

  test('leaves a trail: what was reported, repeated and refused', async () => {
    await stage('final-decision');
    await stage('final-decision');
    await refusalOf(stage('preliminary-approval'));
    expect((await eventsOfApplication(intake.ledger, id)).map(({ kind }) => kind)).toEqual([
      'application-reported',
      'contact-checked',
      'stage-reported',
      'report-repeated',
      'report-refused',
    ]);
  });

  test('keeps when the bank decided and until when the notice is of use', async () => {
    await stage('preliminary-approval', 1, {
      ...stageBodies['preliminary-approval'],
      decidedAt: '2026-11-02T09:30:00.250+08:00',
      urgent: { reason: 'branch is waiting' },
    });
    const reports = await reportsOfApplication(intake.ledger, id);
    expect(reports.find(({ kind }) => kind === 'stage')).toMatchObject({
      decidedAt: Date.parse('2026-11-02T01:30:00.250Z'),
      usefulUntil: '2026-12-01',
      urgent: true,
      receivedAt: intake.time.now,
    });
  });
});
