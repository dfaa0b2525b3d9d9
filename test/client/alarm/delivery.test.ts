/** What becomes of a message where it is not taken: by a robot, a mail server, or a receiver of ours. */
import { Webhook } from 'standardwebhooks';
import { startTeller } from '../../../client/alarm/teller.js';
import type { RuleInput } from '../../../simulator/rules.js';
import { openAlarmsOf, raiseAlarm } from '../../../ledger/alarm/raise.js';
import { until } from '../../journeys/until.js';
import { openReceiver } from '../webhook/receiver.js';
import type { Receiver } from '../webhook/receiver.js';
import { temporaryFolder, writePrivate } from '../../runtime/temporary-folder.js';
import { groupMs, minuteMs, openedAlarms, webhookKey } from './alarm-world.js';
import type { OpenedAlarms } from './alarm-world.js';

const folder = temporaryFolder();
const keyFile = writePrivate(folder, 'webhook.keys', webhookKey);
let alarms: OpenedAlarms;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await openReceiver();
});
beforeEach(async () => {
  receiver.heard.length = 0;
  receiver.answer = () => 204;
  alarms = await openedAlarms();
});
afterEach(() => alarms.close());
afterAll(() => receiver.close());

const raise = (subject = 'loan-applications') =>
  raiseAlarm(alarms.worker, 'worker-away', subject, alarms.time.now);
const untold = async () => (await openAlarmsOf(alarms.ledger, 'alarm-untold')).map(({ subject }) => subject);
const robot = (action: RuleInput['action'], more: RuleInput['match'] = {}) =>
  alarms.simulator.setRules([{ match: { operation: 'robot', ...more }, action }]);
const copies = () =>
  alarms.ledger.query<{ state: string; attempts: number; trouble: string | null }>(
    'SELECT state, attempts, trouble FROM alarm_delivery ORDER BY message_id',
  );
const only = (webhook: object) => ({
  responders: [{ name: 'duty', webhooks: [{ allowPrivate: true, timeoutMs: 1_000, ...webhook }] }],
  steps: { critical: [{ afterMs: 0, responders: ['duty'] }] },
});
const plain = (url: string) => only({ template: 'plain', url, secretFile: keyFile });

test('our own JSON is signed like every webhook of ours, with facts for a program and words for a person', async () => {
  alarms.telling = alarms.configured(plain(receiver.url));
  await raise();
  await alarms.tell(groupMs);
  const [heard] = receiver.heard;
  expect(new Webhook(webhookKey).verify(heard?.body ?? '', heard?.headers ?? {})).toMatchObject({
    type: 'alarms',
    data: {
      responder: 'duty',
      notListed: 0,
      alarms: [
        {
          what: 'open',
          kind: 'worker-away',
          severity: 'critical',
          subject: 'loan-applications',
          times: 1,
          step: 1,
          runbook: 'docs/runbooks/worker-away.md',
        },
      ],
    },
  });
});

test('a robot that refuses is asked again with pauses, and that it does not take it is an alarm until it does', async () => {
  robot({ reject: '400102', message: 'the robot is stopped' });
  await raise();
  await alarms.tell(groupMs);
  await alarms.tell(4_000);
  expect(await copies()).toEqual([{ state: 'pending', attempts: 1, trouble: 'errcode 400102' }]);
  await alarms.tell(2_000);
  expect(await untold()).toEqual([]);
  await alarms.tell(16_000);
  expect(await copies()).toMatchObject([{ attempts: 3 }]);
  expect(await untold()).toEqual(['duty webhook 1']);
  alarms.simulator.setRules([]);
  await alarms.tell(minuteMs);
  expect(await untold()).toEqual([]);
  expect(alarms.shown()).toHaveLength(1);
});

test('one that is sent too fast for it is left alone for ten minutes', async () => {
  robot({ reject: '130101' }, { times: 1 });
  await raise();
  await alarms.tell(groupMs);
  await alarms.tell(9 * minuteMs);
  expect(alarms.shown()).toEqual([]);
  await alarms.tell(minuteMs);
  expect(alarms.shown()).toHaveLength(1);
});

test('a robot is never sent more than twenty messages within a minute, however many groups there are', async () => {
  const [first] = alarms.configured()?.responders ?? [];
  const names = Array.from({ length: 40 }, (_, n) => `group-${n}`);
  const { telling } = alarms;
  if (telling === undefined || first === undefined) throw new Error('nobody is configured');
  alarms.telling = {
    ...telling,
    responders: names.map((name) => ({ ...first, name })),
    rules: {
      ...telling.rules,
      responders: new Set(names),
      steps: { ...telling.rules.steps, critical: [{ afterMs: 0, responders: names, officeHours: false }] },
    },
  };
  await raise();
  alarms.time.now += groupMs;
  for (let second = 0; second < 170; second += 1) await alarms.tell(1_000);
  expect(alarms.shown()).toHaveLength(40);
  const times = alarms.simulator.log().flatMap((one) => (one.kind === 'robot-message' ? [one.at] : []));
  expect(alarms.simulator.log().some((one) => one.kind === 'robot-message' && !one.taken)).toBe(false);
  for (const at of times)
    expect(times.filter((one) => one >= at && one < at + minuteMs).length).toBeLessThanOrEqual(20);
});

test.each([
  ['another key', { secretFile: writePrivate(folder, 'other.secret', 'SECother') }, 'errcode 310000'],
  ['another token', { tokenFile: writePrivate(folder, 'other.token', 'y'.repeat(32)) }, 'errcode 300001'],
])('with %s the robot takes nothing, and it is on record by which code', async (_what, changed, trouble) => {
  alarms.telling = alarms.configured(only({ template: 'dingtalk', ...alarms.robot, ...changed }));
  await raise();
  await alarms.tell(groupMs);
  expect(await copies()).toMatchObject([{ state: 'pending', trouble }]);
});

test.each([
  ['an answer that is no JSON', { acceptThen: { status: 200, body: '<html>' } }, 'answer-unreadable'],
  ['an answer without errcode', { acceptThen: { status: 200, body: '{"ok":true}' } }, 'answer-unreadable'],
  ['a gateway that lost it', { refuseBefore: 'html-502' }, 'http 502'],
  ['a connection that breaks', { refuseBefore: 'drop' }, 'connection'],
  ['silence', { timeout: true }, 'timeout'],
] as const)('%s counts as not taken', async (_what, action, trouble) => {
  robot(action);
  await raise();
  await alarms.tell(groupMs);
  expect(await copies()).toMatchObject([{ state: 'pending', attempts: 1, trouble }]);
});

test('after a day it is given up with an alarm, and what comes then is told', async () => {
  receiver.answer = () => 500;
  alarms.telling = alarms.configured(plain(receiver.url));
  await raise();
  await alarms.tell(groupMs);
  for (let tries = 0; tries < 12; tries += 1) await alarms.tell(3 * 60 * minuteMs);
  expect(await copies()).toMatchObject([{ state: 'given-up', trouble: 'http 500' }]);
  expect(await untold()).toEqual(['duty webhook 1']);
  receiver.answer = () => 204;
  await raise('another');
  await alarms.tell(6 * minuteMs);
  await alarms.tell(6 * minuteMs);
  expect(await copies()).toContainEqual({ state: 'taken', attempts: 1, trouble: null });
  expect(await untold()).toEqual([]);
});

test('one message that is refused again and again holds no other up', async () => {
  receiver.answer = ({ data }) => (JSON.stringify(data).includes('"poison"') ? 400 : 204);
  alarms.telling = alarms.configured(plain(receiver.url));
  await raise('poison');
  await alarms.tell(groupMs);
  await raise('other');
  for (let look = 0; look < 10; look += 1) await alarms.tell(minuteMs);
  expect(
    receiver.heard.map(({ data }) => JSON.stringify(data)).filter((said) => said.includes('"other"')),
  ).toHaveLength(1);
});

test('a mail server that refuses is asked again, and so is one that is not there', async () => {
  alarms.simulator.setRules([
    { match: { operation: 'DATA', email: 'lead@bank.example' }, action: { reject: '451 4.3.0' } },
  ]);
  alarms.telling = alarms.configured({ steps: { critical: [{ afterMs: 0, responders: ['lead'] }] } });
  await raise();
  await alarms.tell(groupMs);
  expect(await copies()).toMatchObject([{ state: 'pending', trouble: 'smtp 451' }]);
  const { telling } = alarms;
  if (telling?.mail === undefined) throw new Error('no mail server is configured');
  alarms.telling = { ...telling, mail: { ...telling.mail, server: { ...telling.mail.server, port: 1 } } };
  await alarms.tell(minuteMs);
  expect(await copies()).toMatchObject([{ state: 'pending', trouble: 'ECONNREFUSED' }]);
  alarms.telling = telling;
  alarms.simulator.setRules([]);
  await alarms.tell(minuteMs);
  expect(alarms.mails()).toMatchObject([
    {
      to: 'lead@bank.example',
      messageId: expect.stringMatching(/^<[0-9a-f-]{36}@bank\.example>$/) as string,
    },
  ]);
});

test('an address that is configured no more is sent nothing, and its alarm is over', async () => {
  robot({ reject: '400102' });
  await raise();
  await alarms.tell(groupMs);
  for (const laterMs of [6_000, 16_000]) await alarms.tell(laterMs);
  expect(await untold()).toEqual(['duty webhook 1']);
  const changed = plain(receiver.url);
  alarms.telling = alarms.configured({
    ...changed,
    responders: [{ name: 'somebody', webhooks: changed.responders[0]?.webhooks }],
    steps: { critical: [{ afterMs: 0, responders: ['somebody'] }] },
  });
  alarms.time.now += minuteMs;
  const teller = startTeller(alarms.world, { everyMs: 10 });
  await until(async () => (await untold()).length === 0);
  await until(async () => (await copies()).some(({ trouble }) => trouble === 'address-gone'));
  await teller.stop();
  expect(alarms.shown()).toEqual([]);
});

test('a teller that is stopped breaks off what is on its way, and another tells it at once', async () => {
  receiver.answer = () => 'hang';
  alarms.telling = alarms.configured({ ...plain(receiver.url), groupWithinMs: 0 });
  await raise();
  const teller = startTeller(alarms.world, { everyMs: 10, partingMs: 50 });
  await until(() => receiver.heard.length === 1);
  await teller.stop();
  expect(await copies()).toMatchObject([{ state: 'pending', attempts: 0 }]);
  receiver.answer = () => 204;
  await alarms.tell(1_000);
  expect(receiver.heard).toHaveLength(2);
});
