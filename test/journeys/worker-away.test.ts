/** Races with a worker that is away: everything else runs on, and the deadlines pass without it. */
import { reportApplication } from '../../client/intake/applications.js';
import { reportStage } from '../../client/intake/stages.js';
import { completeHumanTask } from '../../client/task/complete.js';
import type { EventKind } from '../../domain/event/event.js';
import { applicationIdOf, noticeNameOf } from '../../domain/ids/ids.js';
import { eventsOfApplication } from '../../ledger/event/of-application.js';
import { tasksOfApplication } from '../../ledger/human-task/row.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { AbsentWorker } from './absent-worker.js';
import { attemptsOf, isSettled, noticeComesTo, noticeOf, openTaskOf, storyAgrees } from './facts.js';
import { applicantOf, oweNotice } from './applicants.js';
import { FastCalendar } from './fast-calendar.js';
import { ProviderWitness, takenTwice } from './provider-witness.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';
import { until } from './until.js';

/** A day passes in 20 s: business hours in 7.5 s, from a morning to the next window 19 s, and two days away in 40 s. */
const realDayMs = 20_000;
/** A Sunday when the stack begins to start: however long that takes, it comes back on a workday. */
const begins = '2026-05-31T14:00:00+08:00';

const held = applicantOf('AWAY', 1);
const lateReceipt = applicantOf('AWAY', 2);
const silent = applicantOf('AWAY', 3);
const withStaff = applicantOf('AWAY', 4);
const byMail = { ...applicantOf('AWAY', 5), email: 'away-5@mail.example' };
const everybody = [held, lateReceipt, silent, withStaff, byMail];

describe('worker stopped for two days over a deadline', () => {
  const stateDir = newStateFolder();
  const calendar = new FastCalendar(realDayMs, begins);
  let worker: AbsentWorker;
  let provider: ProviderWitness;
  /** Instants of the calendar. */
  let leftAt: number;
  let cameBackAt: number;
  /** The notices as they stood before, and when the worker was called back. */
  const before = new Map<string, NoticeRow>();
  const after = new Map<string, NoticeRow>();

  const bank = () => worker.stack.bank;
  const factsOf = async (applicationId: string, kind: EventKind) =>
    (await eventsOfApplication(bank().ledger, applicationId)).filter((fact) => fact.kind === kind);
  const alarmsOf = (subject: string) =>
    bank().ledger.query<{ kind: string; times: number; open: boolean }>(
      `SELECT kind, times, resolved_at IS NULL AS open FROM alarm WHERE subject = $1 ORDER BY alarm_id`,
      [subject],
    );
  const look = async (into: Map<string, NoticeRow>) => {
    for (const { applicationId } of everybody) into.set(applicationId, await noticeOf(bank(), applicationId));
  };
  /** When the provider took the messages to a number, on the calendar. */
  const takenAt = async (mobile: string) =>
    (await provider.accepted(mobile)).map(({ at }) => calendar.at(at));
  /** The wider window: after so long a hold it is open to what was held as well. */
  const expectInWindow = (at: number) => {
    expect(calendar.hourOf(at)).toBeGreaterThanOrEqual(9);
    expect(calendar.hourOf(at)).toBeLessThan(20);
  };

  beforeAll(async () => {
    worker = await AbsentWorker.start({
      stateDir,
      calendar: calendar.choice,
      routes: ['sms/aliyun', 'sms/aliyun-b', 'email/smtp'],
      timing: {
        route: {
          callTimeoutMs: 800,
          lingerMs: 200,
          receiptDeadlineMs: calendar.hours(22),
          receiptHorizonMs: 90_000,
          settlingDelayMs: 300,
        },
        email: { receiptDeadlineMs: calendar.hours(24), receiptHorizonMs: 90_000 },
        staff: { dueMs: calendar.hours(24), remindBeforeMs: calendar.hours(2) },
        sweep: { everyMs: 1_000, graceMs: 1_000 },
      },
    });
    provider = new ProviderWitness(worker.stack.file.simulatorUrl);
    await provider.behave([
      // The carrier reports a day and a half later: past the deadline, with the worker away.
      { match: { phone: lateReceipt.mobile }, action: { receipt: { delayMs: calendar.hours(36) } } },
      { match: { phone: silent.mobile, times: 1 }, action: { receipt: 'none' } },
      { match: { phone: withStaff.mobile }, action: { reject: 'isv.CUSTOMER_REFUSED' } },
    ]);

    const morning = calendar.nextWorkday(9.2);
    await calendar.comesTo(morning);
    await oweNotice(bank(), lateReceipt);
    await oweNotice(bank(), silent);
    await oweNotice(bank(), withStaff);
    const { applicationId, email } = byMail;
    await reportApplication(bank(), applicationId, {
      applicant: { name: '接缝 试' },
      contacts: { email },
      product: 'consumer',
    });
    await reportStage(bank(), applicationId, 'preliminary-approval', 1, {});
    for (const one of [lateReceipt, silent, byMail])
      await noticeComesTo(bank(), one.applicationId, 'awaiting-receipt');
    await noticeComesTo(bank(), withStaff.applicationId, 'with-staff');

    await calendar.comesTo(morning + 10 * 3_600_000);
    await oweNotice(bank(), held);
    await until(async () => (await noticeOf(bank(), held.applicationId)).waitingFor === 'window');
    for (const one of everybody) await storyAgrees(bank(), one.applicationId);
    await look(before);
    await worker.leave();
    leftAt = calendar.at();
    await calendar.comesTo(leftAt + 48 * 3_600_000);
    await look(after);
    cameBackAt = calendar.at();
    worker.comeBack();
  }, 180_000);

  afterAll(async () => {
    await worker.end();
    removeStateFolder(stateDir);
  }, 30_000);

  test('while it is away every deadline passes, and nothing is done about it', () => {
    for (const { applicationId } of everybody) {
      const notice = before.get(applicationId);
      const waitedUntil = calendar.at(notice?.waitingUntil ?? 0);
      expect([applicationId, waitedUntil > leftAt, waitedUntil < cameBackAt]).toEqual([
        applicationId,
        true,
        true,
      ]);
      expect(after.get(applicationId)).toEqual(notice);
    }
  });

  test('a held notice misses its morning and goes out in the next window, once', async () => {
    const notice = await noticeComesTo(bank(), held.applicationId, 'delivered', 30_000);
    expect(notice).toMatchObject({ everHeld: true });
    expect(await attemptsOf(bank(), held.applicationId)).toMatchObject([
      { purpose: 'first', outcome: 'accepted', settlement: 'delivered' },
    ]);
    const [at = 0, ...more] = await takenAt(held.mobile);
    expect(more).toEqual([]);
    expect(at).toBeGreaterThan(cameBackAt);
    expect(at).toBeLessThan(cameBackAt + 24 * 3_600_000);
    expectInWindow(at);
  });

  test('a receipt that came meanwhile is taken, though its deadline is long past: no copy is sent', async () => {
    const { applicationId, mobile } = lateReceipt;
    await noticeComesTo(bank(), applicationId, 'delivered', 30_000);
    const [attempt, ...more] = await attemptsOf(bank(), applicationId);
    expect(more).toEqual([]);
    expect(attempt).toMatchObject({ outcome: 'accepted', settlement: 'delivered' });
    const settledAt = attempt?.settledAt ?? 0;
    expect(settledAt).toBeGreaterThan(attempt?.receiptDeadline ?? Infinity);
    expect(calendar.at(settledAt)).toBeLessThan(cameBackAt);
    expect(await factsOf(applicationId, 'notice-finished')).toHaveLength(1);
    expect(await takenAt(mobile)).toHaveLength(1);
    expect(await tasksOfApplication(bank().ledger, applicationId)).toEqual([]);
  });

  test('where no receipt came, one copy goes by the next route after the return', async () => {
    const { applicationId, mobile } = silent;
    await noticeComesTo(bank(), applicationId, 'delivered', 30_000);
    const [first, copy, ...more] = await attemptsOf(bank(), applicationId);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ purpose: 'first', settlement: 'no-receipt' });
    expect(copy).toMatchObject({ purpose: 'copy', settlement: 'delivered' });
    expect(copy?.route).not.toBe(first?.route);
    const [firstAt = 0, copyAt = 0, ...others] = await takenAt(mobile);
    expect(others).toEqual([]);
    expect(firstAt).toBeLessThan(leftAt);
    expect(copyAt).toBeGreaterThan(cameBackAt);
    expectInWindow(copyAt);
    expect(await factsOf(applicationId, 'attempt-settled')).toHaveLength(1);
  });

  test('an open task passes reminder and due time: each is recorded once, with an alarm, and staff finish it', async () => {
    const { applicationId, mobile } = withStaff;
    await until(
      async () => (await factsOf(applicationId, 'task-overdue')).length > 0,
      30_000,
      'it is overdue',
    );
    expect(await factsOf(applicationId, 'task-reminded')).toHaveLength(1);
    expect(await factsOf(applicationId, 'task-overdue')).toHaveLength(1);
    const { taskId } = await openTaskOf(bank(), applicationId);
    expect(await alarmsOf(taskId)).toEqual([{ kind: 'task-overdue', times: 1, open: true }]);
    const order = { taskId, outcome: 'told-by-phone', staffRef: 'staff.wang' };
    await completeHumanTask(bank(), order, 'update');
    await noticeComesTo(bank(), applicationId, 'completed-by-staff');
    expect(await alarmsOf(taskId)).toEqual([{ kind: 'task-overdue', times: 1, open: false }]);
    expect(await tasksOfApplication(bank().ledger, applicationId)).toHaveLength(1);
    expect(await takenAt(mobile)).toEqual([]);
  });

  test('an e-mail that did not bounce meanwhile counts as delivered, and no other is sent', async () => {
    await noticeComesTo(bank(), byMail.applicationId, 'delivered', 30_000);
    expect(await attemptsOf(bank(), byMail.applicationId)).toMatchObject([
      { route: 'email/smtp', settlement: 'delivered', evidence: 'acceptance' },
    ]);
    const mails = (await provider.log()).filter(
      (entry) => entry.kind === 'acceptance' && entry.channel === 'email' && entry.to === byMail.email,
    );
    expect(mails).toHaveLength(1);
  });

  test('in the end the stories say what the ledger does, nothing was taken twice, and no stale alarm is left', async () => {
    for (const { applicationId } of everybody) {
      await storyAgrees(bank(), applicationId);
      expect((await attemptsOf(bank(), applicationId)).filter((one) => !isSettled(one))).toEqual([]);
      const notice = { stage: 'preliminary-approval', round: 1 } as const;
      const name = noticeNameOf({ applicationId: applicationIdOf(applicationId), ...notice });
      await until(
        async () => (await alarmsOf(name)).every(({ open }) => !open),
        10_000,
        `the alarms about ${applicationId} are over`,
      );
    }
    expect(takenTwice(await provider.accepted())).toEqual([]);
  });
});
