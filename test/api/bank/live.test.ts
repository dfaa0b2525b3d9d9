/** The live picture, counted by hand beside it. */
import { randomUUID } from 'node:crypto';
import { reportApplication } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import type { Route } from '../../../domain/attempt/route.js';
import type { FailureClass } from '../../../domain/failure/failure-class.js';
import type { NoticeKey } from '../../../domain/ids/ids.js';
import { answerAttempt } from '../../../ledger/attempt/answer.js';
import { intendAttempt } from '../../../ledger/attempt/intend.js';
import { endLingering } from '../../../ledger/attempt/settle.js';
import { recordReceipt } from '../../../ledger/receipt/record.js';
import { applicationBody, newId } from '../../client/intake-world.js';
import { intentFor } from '../../ledger/owed-notice.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';
import { owedTask } from './owed-task.js';

const minuteMs = 60_000;
let door: BankDoor;
beforeEach(async () => {
  door = await openBankDoor();
});
afterEach(() => door.close());

const picture = async (who: Caller = 'supervisor') => {
  const { status, json } = await door.call(who, 'GET', '/v1/live');
  expect(status).toBe(200);
  return json;
};
const instant = (ms: number) => new Date(ms).toISOString();

/** A decision made so long before it is reported. */
async function owed(region: string, decidedBeforeMs: number): Promise<NoticeKey> {
  const applicationId = newId();
  const { world, time } = door.opened;
  await reportApplication(world, applicationId, applicationBody({ region }));
  await reportStage(world, applicationId, 'final-decision', 1, {
    decision: 'declined',
    decidedAt: instant(time.now - decidedBeforeMs),
  });
  return { applicationId, stage: 'final-decision', round: 1 };
}

/** An attempt accepted at once, and delivered so long afterwards where that is said. */
async function attempted(notice: NoticeKey, route: Route, receiptAfterMs?: number): Promise<void> {
  const { ledger, time } = door.opened;
  const at = time.now;
  const intent = intentFor(notice, { attemptId: randomUUID(), route, intendedAt: at });
  await ledger.transaction((tx) => intendAttempt(tx, intent));
  const accepted = { outcome: 'accepted', messageId: randomUUID() } as const;
  await answerAttempt(
    ledger,
    intent.attemptId,
    { ...accepted, receiptDeadline: at + minuteMs, receiptHorizon: at + 5 * minuteMs },
    at,
  );
  // Its send lingers no more: the receipt is told to the story, which finishes the notice.
  await endLingering(ledger, intent.attemptId);
  if (receiptAfterMs === undefined) return;
  const receipt = { ...accepted, ourReference: intent.attemptId, listed: true, code: 'DELIVERED' };
  await recordReceipt(ledger, route, { ...receipt, settlement: 'delivered' }, at + receiptAfterMs);
}

/** An attempt the provider refused. */
async function refused(notice: NoticeKey, route: Route, failure: FailureClass = 'blocked'): Promise<void> {
  const { ledger, time } = door.opened;
  const intent = intentFor(notice, { attemptId: randomUUID(), route, intendedAt: time.now });
  await ledger.transaction((tx) => intendAttempt(tx, intent));
  const answer = { outcome: 'rejected', failure, code: 'isv.BLACK_KEY_CONTROL_LIMIT' } as const;
  await answerAttempt(ledger, intent.attemptId, answer, time.now);
}

test('says of an empty ledger that there is nothing, minute by minute', async () => {
  const { now } = door.opened.time;
  const shown = await picture();
  expect(shown).toMatchObject({
    at: instant(now),
    unfinished: {},
    finishedToday: {},
    opening: { held: 0 },
    tasks: { open: 0, unclaimed: 0, overdue: 0 },
    routes: [],
    decisionToReport: {},
    reportToMessage: {},
  });
  const minutes = shown['minutes'] as { at: string; sent: number }[];
  expect(minutes).toHaveLength(60);
  expect(minutes.at(-1)?.at).toBe(instant(Math.floor(now / minuteMs) * minuteMs));
  expect(minutes.every(({ sent }) => sent === 0)).toBe(true);
});

test('counts what is owed, what left by which route, how it ended, and how long each step took', async () => {
  const { time } = door.opened;
  const one = await owed('310000', 4_000);
  const other = await owed('310000', 8_000);
  time.now += 2_000;
  await refused(one, 'sms/aliyun');
  await attempted(one, 'sms/tencent', 1_500);
  await attempted(other, 'sms/aliyun', 500);
  time.now += minuteMs;
  await attempted(await owed('310000', 0), 'sms/aliyun');
  const shown = await picture();
  expect(shown['unfinished']).toEqual({ held: 3 });
  expect(shown['routes']).toMatchObject([
    { route: 'sms/aliyun', attempts: 3, delivered: 1, failed: 1, open: 1, receiptMs: { p50: 500, p95: 500 } },
    {
      route: 'sms/tencent',
      attempts: 1,
      delivered: 1,
      failed: 0,
      open: 0,
      receiptMs: { p50: 1_500, p95: 1_500 },
    },
  ]);
  const minutes = shown['minutes'] as { at: string; sent: number; delivered: number; failed: number }[];
  const total = (what: 'sent' | 'delivered' | 'failed') =>
    minutes.reduce((sum, minute) => sum + minute[what], 0);
  expect([total('sent'), total('delivered'), total('failed')]).toEqual([4, 2, 1]);
  expect(minutes.at(-1)).toMatchObject({ sent: 1, delivered: 0, failed: 0 });
  expect(shown['decisionToReport']).toEqual({ p50: 4_000, p95: 7_600 });
  expect(shown['reportToMessage']).toEqual({ p50: 2_000, p95: 2_000 });
});

test('a decision of years ago, or by a clock that is ahead, leaves the picture what it is', async () => {
  const yearMs = 365 * 24 * 60 * minuteMs;
  await owed('310000', 3 * yearMs);
  expect((await picture())['decisionToReport']).toEqual({ p50: 3 * yearMs, p95: 3 * yearMs });
  await owed('310000', -5 * minuteMs);
  await owed('310000', -5 * minuteMs);
  expect((await picture())['decisionToReport']).toMatchObject({ p50: 0 });
});

test('a receipt that was here before the answer was written down counts as at once', async () => {
  const notice = await owed('310000', 1_000);
  await attempted(notice, 'sms/aliyun', -500);
  expect((await picture())['routes']).toMatchObject([{ route: 'sms/aliyun', receiptMs: { p50: 0, p95: 0 } }]);
});

test('each route stands as its provider treated the latest calls, whatever was wrong with a number', async () => {
  const { time } = door.opened;
  const standing = async () =>
    ((await picture())['routes'] as { standing: string; latest: object }[]).map((one) => [
      one.standing,
      one.latest,
    ]);
  // A blocked number says nothing of the provider.
  await refused(await owed('310000', 0), 'sms/aliyun');
  expect(await standing()).toEqual([['well', { calls: 1, troubled: 0 }]]);
  for (const [nth, expected] of (['unsteady', 'unsteady', 'failing'] as const).entries()) {
    time.now += 1_000;
    await refused(await owed('310000', 0), 'sms/aliyun', 'provider-down');
    expect(await standing()).toEqual([[expected, { calls: nth + 2, troubled: nth + 1 }]]);
  }
  time.now += 1_000;
  await attempted(await owed('310000', 0), 'sms/aliyun', 100);
  expect(await standing()).toEqual([['unsteady', { calls: 5, troubled: 3 }]]);
  for (let nth = 0; nth < 9; nth += 1) {
    time.now += 1_000;
    await attempted(await owed('310000', 0), 'sms/aliyun', 100);
  }
  expect(await standing()).toEqual([['well', { calls: 10, troubled: 0 }]]);
});

test('each route’s hour is told minute by minute, beside the minutes of all', async () => {
  const { time } = door.opened;
  await refused(await owed('310000', 0), 'sms/aliyun');
  time.now += 2 * minuteMs;
  await attempted(await owed('310000', 0), 'sms/aliyun', 100);
  const [route] = (await picture())['routes'] as { byMinute: object[]; unanswered: number }[];
  expect(route?.byMinute).toHaveLength(60);
  expect(route?.byMinute.slice(-3)).toEqual([
    { sent: 1, delivered: 0, failed: 1 },
    { sent: 0, delivered: 0, failed: 0 },
    { sent: 1, delivered: 1, failed: 0 },
  ]);
  expect(route?.unanswered).toBe(0);
});

test('an hour later the routes are empty, and the lags are still those of the day', async () => {
  const { time } = door.opened;
  await attempted(await owed('310000', 1_000), 'sms/aliyun', 100);
  time.now += 61 * minuteMs;
  const shown = await picture();
  expect(shown['routes']).toEqual([]);
  expect(shown['decisionToReport']).toEqual({ p50: 1_000, p95: 1_000 });
});

test('tasks are counted as theirs, nobody’s and overdue', async () => {
  const { time } = door.opened;
  const first = await owedTask(door.opened, { dueInMs: minuteMs });
  await owedTask(door.opened);
  await door.call('staff', 'POST', `/v1/tasks/${first.taskId}/claim`);
  expect((await picture())['tasks']).toEqual({ open: 2, unclaimed: 1, overdue: 0 });
  time.now += minuteMs;
  expect((await picture())['tasks']).toEqual({ open: 2, unclaimed: 1, overdue: 1 });
});

test('whoever is bound to regions sees theirs alone', async () => {
  await attempted(await owed('310000', 0), 'sms/aliyun', 100);
  await owedTask(door.opened, { region: '320000' });
  const bound: Caller = { account: 'zhao.min', roles: new Set(['supervisor'] as const), regions: ['320000'] };
  const shown = await picture(bound);
  expect(shown).toMatchObject({ unfinished: { held: 1 }, routes: [], tasks: { open: 1 } });
  expect(shown['reportToMessage']).toEqual({});
});
