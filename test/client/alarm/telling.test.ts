/** From an alarm on record to what a robot shows and a mailbox gets: judged by the simulator's own log. */
import { acknowledgeAlarm } from '../../../client/alarm/acknowledge.js';
import { tellOnce } from '../../../client/alarm/teller.js';
import { alarmsBefore } from '../../../ledger/alarm/page.js';
import { raiseAlarm, resolveAlarm } from '../../../ledger/alarm/raise.js';
import { toldOfAlarms } from '../../../ledger/alarm/told.js';
import { until } from '../../journeys/until.js';
import { groupMs, minuteMs, openedAlarms } from './alarm-world.js';
import type { OpenedAlarms } from './alarm-world.js';

let alarms: OpenedAlarms;
beforeEach(async () => {
  alarms = await openedAlarms();
});
afterEach(() => alarms.close());

const raise = (kind: Parameters<typeof raiseAlarm>[1], subject: string) =>
  raiseAlarm(alarms.worker, kind, subject, alarms.time.now);
const idOf = async (subject: string): Promise<number> => {
  const found = await alarmsBefore(alarms.ledger, { state: 'all' }, { most: 100 });
  return found.find((one) => one.subject === subject)?.alarmId ?? 0;
};

test('an alarm is told by the robot, goes on by e-mail while nobody acknowledges it, and its end is told to both', async () => {
  await raise('worker-away', 'loan-applications');
  await alarms.tell();
  expect(alarms.shown()).toEqual([]);
  await alarms.tell(groupMs);
  expect(alarms.shown()).toHaveLength(1);
  expect(alarms.shown()[0]).toMatchObject({
    title: '必达告警（严重）：没有 worker 领取工作',
    text: expect.stringContaining('对象：loan-applications') as string,
  });
  await alarms.tell(14 * minuteMs);
  expect(alarms.mails()).toEqual([]);
  await alarms.tell(2 * minuteMs);
  expect(alarms.mails()).toMatchObject([
    {
      to: 'lead@bank.example',
      from: 'bida@bank.example',
      subject: 'Bida alarm, critical: no worker asks for work',
      text: expect.stringContaining('this is step 2 of the escalation') as string,
    },
  ]);
  await resolveAlarm(alarms.worker, 'worker-away', 'loan-applications', alarms.time.now);
  await alarms.tell(groupMs);
  expect(alarms.shown().at(-1)?.title).toBe('必达告警已解除：没有 worker 领取工作');
  expect(alarms.mails().at(-1)?.subject).toBe('Bida: over: no worker asks for work');
  await alarms.tell(60 * minuteMs);
  expect([alarms.shown().length, alarms.mails().length]).toEqual([2, 2]);
  const told = await toldOfAlarms(alarms.api, [await idOf('loan-applications')]);
  expect(
    told.map(({ responder, what, step, channel, state }) => [responder, what, step, channel, state]),
  ).toEqual([
    ['duty', 'open', 1, 'webhook', 'taken'],
    ['lead', 'open', 2, 'email', 'taken'],
    expect.arrayContaining(['over', 0, 'taken']),
    expect.arrayContaining(['over', 0, 'taken']),
  ]);
});

test('an acknowledgement ends the escalation, and stands on record with its note', async () => {
  await raise('notice-silent', 'A-1/final-decision/1');
  await alarms.tell(groupMs);
  const alarmId = await idOf('A-1/final-decision/1');
  const order = { alarmId, staffRef: 'chen.jun', note: '正在处理' };
  expect(await acknowledgeAlarm(alarms.world, order)).toMatchObject({
    acknowledgedBy: 'chen.jun',
    note: '正在处理',
  });
  await alarms.tell(120 * minuteMs);
  expect([alarms.shown().length, alarms.mails().length]).toEqual([1, 0]);
  const events = await alarms.ledger.query(
    `SELECT kind, detail FROM event WHERE kind LIKE 'alarm-%' ORDER BY event_id`,
  );
  expect(events).toEqual([
    { kind: 'alarm-opened', detail: { kind: 'notice-silent', subject: 'A-1/final-decision/1' } },
    { kind: 'alarm-told', detail: { responder: 'duty', channel: 'webhook' } },
    {
      kind: 'alarm-acknowledged',
      detail: { kind: 'notice-silent', subject: 'A-1/final-decision/1', staffRef: 'chen.jun' },
    },
  ]);
});

test('a hundred alarms of one moment are one message, which counts them and lists the first', async () => {
  for (let n = 0; n < 100; n += 1) await raise('workflow-stuck', `A-${n}`);
  await alarms.tell(groupMs);
  await alarms.tell(groupMs);
  expect(alarms.shown()).toHaveLength(1);
  const { title = '', text = '' } = alarms.shown()[0] ?? {};
  expect(title).toBe('必达告警（严重）：流程任务持续失败，另有 99 项');
  expect(text).toContain('另有 90 项：流程任务持续失败（90 项）');
});

test('two processes share the work: nothing is told twice', async () => {
  for (let round = 0; round < 10; round += 1) {
    await raise('task-overdue', `task ${round}`);
    await raise('worker-away', `queue ${round}`);
    alarms.time.now += groupMs;
    await Promise.all([tellOnce(alarms.world), tellOnce(alarms.world), tellOnce(alarms.world)]);
    // What is decided by one may be sent by another, a look later.
    alarms.time.now += 1_000;
    await Promise.all([tellOnce(alarms.world), tellOnce(alarms.world)]);
    alarms.time.now += groupMs;
  }
  await alarms.tell(groupMs);
  expect(alarms.shown()).toHaveLength(10);
  expect(new Set(alarms.shown().map(({ text }) => text)).size).toBe(10);
});

test('what a process took on and never sent is sent by another once its claim is over', async () => {
  await raise('worker-away', 'loan-applications');
  alarms.simulator.setRules([{ match: { operation: 'robot' }, action: { timeout: true } }]);
  alarms.time.now += groupMs;
  const dying = tellOnce({ ...alarms.world, ledger: alarms.ledger }).catch(() => undefined);
  const swallowed = () =>
    alarms.simulator.log().some((one) => one.kind === 'robot-message' && one.answered === 'timeout');
  await until(swallowed, 10_000, 'it waits for the robot');
  alarms.simulator.setRules([]);
  await alarms.tell(11_000);
  expect(alarms.shown()).toEqual([]);
  await alarms.tell(2_000);
  expect(alarms.shown()).toHaveLength(1);
  await dying;
  await alarms.tell(minuteMs);
  expect(alarms.shown()).toHaveLength(1);
});

test('where nobody is configured nobody is told; configured later, what still stands is', async () => {
  alarms.telling = undefined;
  await raise('worker-away', 'loan-applications');
  await raise('task-overdue', 'done long ago');
  await resolveAlarm(alarms.ledger, 'task-overdue', 'done long ago', alarms.time.now);
  await alarms.tell(60 * minuteMs);
  expect(await alarms.ledger.query('SELECT FROM alarm_message')).toEqual([]);
  alarms.telling = alarms.configured();
  await alarms.tell();
  expect(alarms.shown().map(({ text }) => text.includes('loan-applications'))).toEqual([true]);
  expect(alarms.shown()[0]?.text).not.toContain('done long ago');
  // The lead's time counts from when somebody was first told.
  await alarms.tell(10 * minuteMs);
  expect(alarms.mails()).toEqual([]);
});

test('an application is named by its id alone, and is told where the subject is a task of it', async () => {
  await raise('task-overdue', '00000000-0000-4000-8000-000000000000');
  await raise('unlisted-code', 'sms/aliyun receipt 13812345678');
  await alarms.tell(groupMs);
  const { text = '' } = alarms.shown()[0] ?? {};
  expect(text).toContain('对象：00000000-0000-4000-8000-000000000000');
  expect(text).not.toContain('138');
});
