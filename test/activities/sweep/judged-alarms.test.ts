/** What the sweep finds by looking at the record as a whole: notices held too long, a calendar that ends, broken invariants. */
import { randomUUID } from 'node:crypto';
import { judgeInvariants } from '../../../activities/sweep/broken-invariants.js';
import { judgeCalendar } from '../../../activities/sweep/calendar-running-out.js';
import { judgeHeld } from '../../../activities/sweep/held-too-long.js';
import { chineseWorkdays, mondayToFriday } from '../../../domain/calendar/day-table.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import type { SendRules } from '../../../domain/policy/send-rules.js';
import { noticeNameOf } from '../../../domain/ids/ids.js';
import type { NoticeKey } from '../../../domain/ids/ids.js';
import { alarmsBefore } from '../../../ledger/alarm/page.js';
import { resolveAlarm } from '../../../ledger/alarm/raise.js';
import { openTask } from '../../../ledger/human-task/open.js';
import { closeTask } from '../../../ledger/human-task/finish.js';
import { insertNotice } from '../../../ledger/notice/insert.js';
import { finishNotice, moveNotice } from '../../../ledger/notice/move.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import { createLogger } from '../../../runtime/logging/logger.js';
import { ask, openedLedger } from '../../ledger/opened-ledger.js';
import type { OpenedLedger } from '../../ledger/opened-ledger.js';
import {
  intendedAttempt,
  owedNotice,
  reportedApplication,
  stageReport,
  startMs,
} from '../../ledger/owed-notice.js';

const hourMs = 3_600_000;
let opened: OpenedLedger;
beforeEach(async () => {
  opened = await openedLedger();
});
afterEach(() => opened.close());

const logger = createLogger({ name: 'test', level: 'silent' });
const world = (now: number, rules: SendRules = defaultSendRules, changed: object = {}) => ({
  ledger: opened.worker,
  clock: { now: () => now },
  rules,
  logger,
  configuration: configurationSchema.parse({
    version: 1,
    routes: [],
    staff: { callBackNumber: '95599' },
    ...changed,
  }),
});
const open = async () =>
  (await alarmsBefore(opened.ledger, { state: 'open' }, { most: 50 })).map(
    ({ kind, subject, extent, times }) => [kind, subject, extent, times] as const,
  );

describe('notices that are held too long', () => {
  /** A notice that is held since an instant, in Shanghai. */
  async function held(at: string): Promise<void> {
    const applicationId = await reportedApplication(opened.ledger);
    const key = { applicationId, stage: 'final-decision', round: 1 } as const;
    const owedAt = Date.parse(`${at}+08:00`);
    await insertNotice(opened.ledger, key, {
      reportId: await stageReport(opened.ledger, key),
      owedAt,
      takenUpBy: owedAt + 60_000,
    });
    const waitingFor = { kind: 'window', until: owedAt + 60 * 24 * hourMs } as const;
    await moveNotice(opened.ledger, key, { state: 'held', waitingFor, at: owedAt });
  }
  const judgedAt = (at: string, changed: object = {}) =>
    judgeHeld(world(Date.parse(`${at}+08:00`), defaultSendRules, changed));

  test('are an alarm for their stage an hour after their policy would let them go, counted, and over once they are gone', async () => {
    // A Friday evening: preferred may hold for a day, and then goes in the wider window.
    await held('2026-11-06T19:00:00');
    await judgedAt('2026-11-07T19:59:00');
    expect(await open()).toEqual([]);
    await judgedAt('2026-11-07T20:01:00');
    expect(await open()).toEqual([['held-too-long', 'final-decision', 1, 1]]);
    await held('2026-11-06T19:30:00');
    await judgedAt('2026-11-08T12:00:00');
    // It stands, and did not happen once more.
    expect(await open()).toEqual([['held-too-long', 'final-decision', 2, 1]]);
    await ask(opened.database.migrateUrl, `UPDATE notice SET state = 'sending'`);
    await judgedAt('2026-11-08T12:01:00');
    expect(await open()).toEqual([]);
  });

  test('are none where a strict channel may wait for business hours, however long that takes', async () => {
    await held('2026-09-30T19:00:00');
    const strict = { policies: { 'final-decision': { email: 'strict' } } };
    await judgedAt('2026-10-07T12:00:00', strict);
    expect(await open()).toEqual([]);
    await judgedAt('2026-10-08T10:01:00', strict);
    expect(await open()).toMatchObject([['held-too-long', 'final-decision', 1, 1]]);
  });

  test('are none where the calendar does not know: that has an alarm of its own', async () => {
    await held('2031-01-03T19:00:00');
    await judgedAt('2031-02-03T19:00:00', { policies: { 'final-decision': { sms: 'strict' } } });
    expect(await open()).toEqual([]);
  });
});

describe('a calendar that ends', () => {
  const lastYear = chineseWorkdays().lastYear ?? 0;
  const judgedAt = (at: string, rules: SendRules = defaultSendRules) =>
    judgeCalendar(world(Date.parse(at), rules));

  test('is an alarm sixty days ahead, once, and over as soon as it is known further', async () => {
    await judgedAt(`${lastYear}-11-01T12:00:00+08:00`);
    expect(await open()).toEqual([]);
    await judgedAt(`${lastYear}-11-03T12:00:00+08:00`);
    await judgedAt(`${lastYear}-11-04T12:00:00+08:00`);
    expect(await open()).toEqual([['calendar-running-out', String(lastYear + 1), null, 1]]);
    const known = { holidays: [], workdays: [], years: [lastYear + 1] };
    await judgedAt(`${lastYear}-11-05T12:00:00+08:00`, { ...defaultSendRules, days: chineseWorkdays(known) });
    expect(await open()).toEqual([]);
  });

  test('is none where Monday to Friday are worked, or nothing is ever held', async () => {
    const day = `${lastYear}-12-24T12:00:00+08:00`;
    await judgedAt(day, { ...defaultSendRules, days: mondayToFriday() });
    await judgedAt(day, { ...defaultSendRules, open: true });
    expect(await open()).toEqual([]);
  });
});

describe('what must never be in the record', () => {
  const now = startMs + 30 * 60_000;
  const judged = (at = now, lookedAt = -Infinity) => judgeInvariants(world(at), lookedAt);
  const broken = async () => (await open()).map(([, subject]) => subject).sort();
  const asOwner = (sql: string, values: readonly unknown[]) => ask(opened.database.migrateUrl, sql, values);

  test('a notice that is delivered, or told by staff, without evidence is an alarm; with it, it is none', async () => {
    const [unproven, proven, byNobody] = (await Promise.all(
      [1, 2, 3].map(() => owedNotice(opened.ledger)),
    )) as [NoticeKey, NoticeKey, NoticeKey];
    const attemptId = await intendedAttempt(opened.ledger, { notice: proven });
    await asOwner(
      `UPDATE attempt SET outcome = 'accepted', settlement = 'delivered', settled_at = $2 WHERE attempt_id = $1`,
      [attemptId, new Date(now)],
    );
    for (const key of [unproven, proven]) await finishNotice(opened.ledger, key, 'delivered', now - 1_000);
    await finishNotice(opened.ledger, byNobody, 'completed-by-staff', now - 1_000);
    await judged();
    expect(await broken()).toEqual(
      [unproven, byNobody].map((key) => `${noticeNameOf(key)} finished-without-evidence`).sort(),
    );
  });

  test('it is looked back to the last look, and an hour at most', async () => {
    const key = await owedNotice(opened.ledger);
    await finishNotice(opened.ledger, key, 'delivered', now - 2 * hourMs);
    await judged();
    await judged(now, now - 3 * hourMs);
    expect(await broken()).toEqual([]);
    await judged(now - hourMs);
    expect(await broken()).toHaveLength(1);
  });

  test('a notice that staff have without anybody having a task for it is an alarm, once somebody had time to open one', async () => {
    const key = await owedNotice(opened.ledger);
    const waitingFor = { kind: 'staff', until: now + 24 * hourMs } as const;
    await moveNotice(opened.ledger, key, { state: 'with-staff', waitingFor, at: now });
    const taskId = randomUUID();
    await openTask(opened.ledger, {
      ...{ taskId, applicationId: key.applicationId, notice: key },
      ...{ kind: 'deliver-by-hand', because: 'no-route' },
      ...{ openedAt: now, remindAt: now + hourMs, dueAt: now + 2 * hourMs },
    });
    await judged(now + hourMs);
    await closeTask(opened.ledger, taskId, 'contact-corrected', now + hourMs);
    await judged(now + hourMs + 30_000);
    expect(await broken()).toEqual([]);
    await judged(now + hourMs + 90_000);
    expect(await broken()).toEqual([`${noticeNameOf(key)} with-staff-without-task`]);
  });

  test('a message the provider had said it never received, and had taken all the same, is an alarm where it was sent again', async () => {
    const [once, twice] = (await Promise.all([1, 2].map(() => owedNotice(opened.ledger)))) as [
      NoticeKey,
      NoticeKey,
    ];
    for (const notice of [once, twice]) {
      const first = await intendedAttempt(opened.ledger, { notice });
      await asOwner(
        `UPDATE attempt SET outcome = 'accepted', never_received = true, settlement = 'delivered', settled_at = $2
          WHERE attempt_id = $1`,
        [first, new Date(now)],
      );
    }
    const second = await intendedAttempt(opened.ledger, { notice: twice, purpose: 'retry' });
    await judged();
    expect(await broken()).toEqual([]);
    await asOwner(`UPDATE attempt SET outcome = 'accepted' WHERE attempt_id = $1`, [second]);
    await judged();
    expect(await broken()).toEqual([`${noticeNameOf(twice)} accepted-twice`]);
  });

  test('each is told once: what somebody has acknowledged does not come back with the next look', async () => {
    const key = await owedNotice(opened.ledger);
    await finishNotice(opened.ledger, key, 'delivered', now - 1_000);
    await judged();
    const [subject = ''] = await broken();
    await resolveAlarm(opened.ledger, 'invariant-broken', subject, now);
    await judged();
    expect(await broken()).toEqual([]);
  });
});
