import { readAnnouncements } from '../../client/announcement/read.js';
import { completeHumanTask } from '../../client/task/complete.js';
import type { CalendarChoice } from '../../cli/stack/configuration.js';
import type { Timing } from '../../cli/stack/timing.js';
import { applicantOf, oweNotice } from './applicants.js';
import { attemptsOf, isSettled, noticeComesTo, noticeOf, openTaskOf, storyAgrees } from './facts.js';
import { ProviderWitness, takenTwice } from './provider-witness.js';
import { RealStack } from './real-stack.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';
import { until } from './until.js';

const timing: Timing = {
  route: { callTimeoutMs: 1_000, lingerMs: 4_000, settlingDelayMs: 500, receiptDeadlineMs: 120_000 },
};
/** Receipts of what is under way come when the stack was stopped and killed and runs for the third time. */
const lateMs = 22_000;
/** After the kill, but before its interrupted send is taken up again. */
const afterKillMs = 6_000;
const urgent = { urgent: { reason: 'to be sent before the window' } };

/**
 * Monday, eight in the morning, when the stack starts: no quiet hours, and the window opens an hour of
 * this faster day later. What is urgent goes out, the rest is held.
 */
const beforeTheWindow = (): CalendarChoice => ({
  inline: {
    holidays: 'none',
    pressed: {
      realAnchor: new Date().toISOString(),
      calendarAnchor: '2026-06-01T08:00:00+08:00',
      // A minute and a half: a busy machine takes its time to start twice.
      factor: 3_600 / 90,
    },
  },
});

const held = applicantOf('HELD', 1);
const awaiting = applicantOf('WAIT', 2);
const lingeringAtStop = applicantOf('LING', 3);
const lingeringAtKill = applicantOf('KILL', 4);
const firstTask = applicantOf('TASK', 5);
const secondTask = applicantOf('TASK', 6);
const everybody = [held, awaiting, lingeringAtStop, lingeringAtKill, firstTask, secondTask];

describe('a stack that is stopped, and one that is killed, goes on where it was', () => {
  const stateDir = newStateFolder();
  let stack: RealStack | undefined;

  const start = async (calendar: CalendarChoice) => {
    // A receipt pushed while the door is not up yet is pushed again after 2 s instead of a minute.
    const simulator = { retryScale: 1 / 30 };
    stack = await RealStack.start({ stateDir, calendar, timing, simulator });
    const provider = new ProviderWitness(stack.file.simulatorUrl);
    await provider.behave([
      ...[firstTask, secondTask].map(({ mobile: phone }) => ({
        match: { phone },
        action: { reject: 'isv.OUT_OF_SERVICE' },
      })),
      { match: { phone: lingeringAtKill.mobile }, action: { receipt: { delayMs: afterKillMs } } },
      { action: { receipt: { delayMs: lateMs } } },
    ]);
    return { bank: stack.bank, provider, stack };
  };
  const accepted = (provider: ProviderWitness, { mobile }: { mobile: string }) =>
    until(async () => (await provider.accepted(mobile)).length > 0, 20_000, `${mobile} is accepted`);

  afterAll(async () => {
    await stack?.end();
    removeStateFolder(stateDir);
  }, 30_000);

  test('everything under way is finished once, in spite of a stop in order and of kill -9', async () => {
    const first = await start(beforeTheWindow());
    for (const applicant of [firstTask, secondTask, awaiting]) await oweNotice(first.bank, applicant, urgent);
    await oweNotice(first.bank, held);
    await noticeComesTo(first.bank, awaiting.applicationId, 'awaiting-receipt');
    for (const { applicationId } of [firstTask, secondTask])
      await noticeComesTo(first.bank, applicationId, 'with-staff');
    const heldBefore = await noticeComesTo(first.bank, held.applicationId, 'held');
    await storyAgrees(first.bank, held.applicationId);
    const tasksBefore = await Promise.all(
      [firstTask, secondTask].map(({ applicationId }) => openTaskOf(first.bank, applicationId)),
    );
    await oweNotice(first.bank, lingeringAtStop, urgent);
    await accepted(first.provider, lingeringAtStop);
    await first.stack.stop();

    const second = await start(beforeTheWindow());
    expect(await noticeOf(second.bank, held.applicationId)).toEqual(heldBefore);
    expect(await noticeOf(second.bank, awaiting.applicationId)).toMatchObject({ state: 'awaiting-receipt' });
    await storyAgrees(second.bank, awaiting.applicationId);
    await noticeComesTo(second.bank, lingeringAtStop.applicationId, 'awaiting-receipt');
    const open = await openTaskOf(second.bank, firstTask.applicationId);
    expect(open).toEqual(tasksBefore[0]);
    await completeHumanTask(
      second.bank,
      { taskId: open.taskId, outcome: 'told-by-phone', staffRef: 'staff.wang' },
      'update',
    );
    await noticeComesTo(second.bank, firstTask.applicationId, 'completed-by-staff');
    await oweNotice(second.bank, lingeringAtKill, urgent);
    await accepted(second.provider, lingeringAtKill);
    await second.stack.kill();

    const third = await start('open');
    const left = await openTaskOf(third.bank, secondTask.applicationId);
    expect(left).toEqual(tasksBefore[1]);
    await completeHumanTask(
      third.bank,
      { taskId: left.taskId, outcome: 'told-in-branch', staffRef: 'staff.li' },
      'update',
    );
    await noticeComesTo(third.bank, secondTask.applicationId, 'completed-by-staff');
    // What is held is sent when its window opens, by then with receipts that come soon.
    await third.provider.behave([]);
    for (const { applicationId } of [awaiting, lingeringAtStop, held, lingeringAtKill])
      await noticeComesTo(third.bank, applicationId, 'delivered', 150_000);
    expect(await noticeOf(third.bank, held.applicationId)).toMatchObject({ everHeld: true });

    for (const { applicationId } of everybody) {
      await storyAgrees(third.bank, applicationId);
      expect((await attemptsOf(third.bank, applicationId)).filter((one) => !isSettled(one))).toEqual([]);
    }
    // The loan system was told of each, in order, whatever died meanwhile.
    for (const { applicationId } of everybody) {
      const announced = (await readAnnouncements(third.bank.ledger, 0, 1_000)).flatMap((one) =>
        one.applicationId === applicationId ? [one.id] : [],
      );
      expect(announced.length).toBeGreaterThan(0);
      await until(async () => (await third.provider.toldTo(applicationId)).length === announced.length);
      expect(await third.provider.toldTo(applicationId)).toEqual(announced);
    }
    const messages = await third.provider.accepted();
    expect(takenTwice(messages)).toEqual([]);
    expect(messages.map(({ phone }) => phone).toSorted()).toEqual(
      [awaiting, held, lingeringAtStop, lingeringAtKill].map(({ mobile }) => mobile).toSorted(),
    );
    await third.stack.stop();
  }, 240_000);
});
