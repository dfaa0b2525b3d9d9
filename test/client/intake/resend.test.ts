import { reportApplication, reportWithdrawal } from '../../../client/intake/applications.js';
import { orderResend } from '../../../client/intake/resend.js';
import { reportStage } from '../../../client/intake/stages.js';
import type { NoticeState } from '../../../domain/notice/state.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import type { NoticeKey } from '../../../domain/ids/ids.js';
import { intendAttempt } from '../../../ledger/attempt/intend.js';
import { findReport } from '../../../ledger/report/find.js';
import { isResendUnderWay } from '../../../ledger/report/resend.js';
import { intentFor } from '../../ledger/owed-notice.js';
import {
  applicationBody,
  correctingAtOnce,
  foundInDatabase,
  newId,
  openedIntake,
  refusalOf,
  RecordingStories,
  stageBodies,
} from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

const stage = 'final-decision';
const reason = '客户误删短信-金丝雀';
const order = { stage, reason, staffRef: 'li.na' };

let intake: OpenedIntake;
beforeAll(async () => {
  intake = await openedIntake();
});
afterAll(() => intake.close());

const finished: readonly NoticeState[] = [
  'delivered',
  'completed-by-staff',
  'superseded',
  'withdrawn',
  'unreachable',
];

/** An application whose final decision stands so in the ledger. */
async function standing(state: NoticeState): Promise<NoticeKey> {
  const id = newId();
  await reportApplication(intake.world, id, applicationBody());
  await reportStage(intake.world, id, stage, 1, stageBodies[stage]);
  const over = finished.includes(state);
  await intake.ledger.query(
    `UPDATE notice SET state = $2, finished_at = $3, waiting_for = $4, waiting_until = $5 WHERE application_id = $1`,
    [id, state, over ? new Date() : null, over ? null : 'staff', over ? null : new Date()],
  );
  return { applicationId: id, stage, round: 1 };
}

const resend = (key: NoticeKey, changed: object = {}) =>
  orderResend(intake.world, key.applicationId, { ...order, ...changed });

test.each(['delivered', 'completed-by-staff', 'unreachable', 'with-staff'] as const)(
  'a notice that is %s is sent once more by order: on record, sealed, and told to its story',
  async (state) => {
    const key = await standing(state);
    const { reportId, ...taken } = await resend(key);
    expect(taken).toEqual({ result: 'created', told: true });
    expect(await findReport(intake.ledger, reportId)).toMatchObject({ ...key, kind: 'resend' });
    expect(intake.world.stories.told.at(-1)).toEqual({
      applicationId: key.applicationId,
      message: { kind: 'reported', reportId },
    });
    const facts = await eventsOfApplication(intake.ledger, key.applicationId);
    expect(facts.at(-1)).toMatchObject({
      kind: 'resend-ordered',
      stage,
      round: 1,
      detail: { staffRef: 'li.na', reportId },
    });
    expect(await foundInDatabase(intake, [reason])).toEqual([]);
    expect(intake.logged()).not.toContain(reason);
  },
);

test.each([
  ['held', 'send-under-way'],
  ['sending', 'send-under-way'],
  ['awaiting-receipt', 'send-under-way'],
  ['superseded', 'notice-over'],
  ['withdrawn', 'notice-over'],
] as const)('a notice that is %s is not: %s', async (state, code) => {
  const key = await standing(state);
  expect(await refusalOf(resend(key))).toEqual({ code, fields: [] });
  const facts = await eventsOfApplication(intake.ledger, key.applicationId);
  expect(facts.at(-1)).toMatchObject({ kind: 'report-refused', detail: { kind: 'resend', code } });
});

test('an e-mail without a bounce does not hinder it', async () => {
  const key = await standing('awaiting-receipt');
  const email = intentFor(key, { route: 'email/smtp', evidence: 'acceptance' });
  await intake.ledger.transaction((tx) => intendAttempt(tx, email));
  expect(await resend(key)).toMatchObject({ result: 'created' });
});

test.each([
  ['a stage there is none of', { stage: 'approval' }, 'stage-unknown'],
  ['a stage not reported', { stage: 'preliminary-approval' }, 'notice-unknown'],
  ['a round not reported', { round: 2 }, 'notice-unknown'],
  ['a round there is none of', { round: 1.5 }, 'body-invalid'],
  ['no reason', { reason: '' }, 'body-invalid'],
  ['a reason too long', { reason: 'x'.repeat(501) }, 'body-invalid'],
  ['a phone number for an account', { staffRef: '13800138000' }, 'staff-reference'],
])('with %s it is refused', async (_what, changed, code) => {
  expect(await refusalOf(resend(await standing('delivered'), changed))).toMatchObject({ code });
});

test('of an unknown application, or one that was withdrawn, it is refused', async () => {
  const unknown = orderResend(intake.world, 'A-nowhere', order);
  expect(await refusalOf(unknown)).toMatchObject({ code: 'application-unknown' });
  const shaped = orderResend(intake.world, '13800138000', order);
  expect(await refusalOf(shaped)).toMatchObject({ code: 'application-id-personal' });
  const key = await standing('delivered');
  await reportWithdrawal(intake.world, key.applicationId, {});
  expect(await refusalOf(resend(key))).toMatchObject({ code: 'notice-over' });
});

test('without a round it is the newest one’s', async () => {
  const key = await standing('delivered');
  await reportStage(correctingAtOnce(intake.world), key.applicationId, stage, 2, { decision: 'declined' });
  expect(await refusalOf(resend(key))).toMatchObject({ code: 'send-under-way' });
  const { reportId } = await resend(key, { round: 1 });
  expect(await findReport(intake.ledger, reportId)).toMatchObject({ round: 1 });
});

test('a stage that was sent once more is still the same stage to the loan system', async () => {
  const key = await standing('delivered');
  await resend(key);
  const again = reportStage(intake.world, key.applicationId, stage, 1, stageBodies[stage]);
  expect(await again).toMatchObject({ result: 'known' });
  const other = reportStage(intake.world, key.applicationId, stage, 1, { decision: 'declined' });
  expect(await refusalOf(other)).toEqual({ code: 'stage-differs', fields: ['/decision', '/guidance'] });
});

test('one order at a time, until it is known what became of it', async () => {
  const key = await standing('delivered');
  const { reportId } = await resend(key);
  expect(await refusalOf(resend(key))).toMatchObject({ code: 'send-under-way' });
  const underWay = () => isResendUnderWay(intake.ledger, key, intake.time.now);
  const attempt = intentFor(key, { attemptId: reportId, purpose: 'resend' });
  await intake.ledger.transaction((tx) => intendAttempt(tx, attempt));
  const becomes = async (changes: string) => {
    await intake.ledger.query(`UPDATE attempt SET ${changes} WHERE attempt_id = $1`, [reportId]);
    return underWay();
  };
  const now = `timestamptz '${new Date(intake.time.now).toISOString()}'`;
  expect(await underWay()).toBe(true);
  expect(await becomes(`outcome = 'unknown'`)).toBe(true);
  expect(await becomes('asked = 3')).toBe(false);
  expect(await becomes('asked = 0, never_received = true')).toBe(false);
  expect(await becomes(`outcome = 'accepted', receipt_deadline = ${now} + interval '1 s'`)).toBe(true);
  expect(await becomes(`receipt_deadline = ${now} - interval '1 s'`)).toBe(false);
  expect(await becomes(`outcome = 'rejected'`)).toBe(false);
  expect(await resend(key)).toMatchObject({ result: 'created' });
});

test('a story that has ended is begun again for it', async () => {
  const closed = { ...intake.world, stories: new RecordingStories(() => Promise.resolve('closed')) };
  const key = await standing('delivered');
  const { reportId } = await orderResend(closed, key.applicationId, order);
  expect(closed.stories.begun).toEqual([reportId]);
});
