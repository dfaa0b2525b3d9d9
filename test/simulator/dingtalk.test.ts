import { createHmac } from 'node:crypto';
import { startSimulator } from '../../simulator/simulator.js';
import type { Simulator } from '../../simulator/simulator.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';

const account = { accessToken: 'a'.repeat(64), secret: 'SECabc' };
let simulator: Simulator;
let now: number;
beforeEach(async () => {
  now = Date.parse('2026-11-02T02:00:00Z');
  simulator = await startSimulator({
    accounts: [],
    robot: account,
    stateDir: temporaryFolder(),
    now: () => now,
  });
});
afterEach(() => simulator.stop());

const message = { msgtype: 'markdown', markdown: { title: '告警', text: '### 告警' } };
interface Sent {
  readonly token?: string;
  readonly secret?: string;
  readonly at?: number;
  readonly sent?: object;
}
async function told(given: Sent = {}) {
  const { token = account.accessToken, secret = account.secret, at = now, sent = message } = given;
  const sign = createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64');
  const query = new URLSearchParams({ access_token: token, timestamp: String(at), sign });
  const answer = await fetch(`${simulator.url}/robot/send?${query.toString()}`, {
    method: 'POST',
    body: JSON.stringify(sent),
  });
  return [answer.status, ((await answer.json()) as { errcode: number }).errcode];
}

test('what is rightly signed is shown, and on record before the answer', async () => {
  expect(await told()).toEqual([200, 0]);
  expect(simulator.log()).toMatchObject([
    { kind: 'robot-message', title: '告警', text: '### 告警', taken: true, answered: '0' },
  ]);
});

test.each([
  ['signed with another key', { secret: 'SECother' }, 310_000],
  ['of another robot', { token: 'b'.repeat(64) }, 300_001],
  ['more than an hour old', { at: Date.parse('2026-11-02T00:59:00Z') }, 310_000],
  ['no message', { sent: { msgtype: 'poem' } }, 400_105],
  ['too long', { sent: { msgtype: 'text', text: { content: 'x'.repeat(20_001) } } }, 460_101],
])('what is %s is answered 200 with the code of it, and not shown', async (_what, given, errcode) => {
  expect(await told(given)).toEqual([200, errcode]);
  expect(simulator.log()).toMatchObject([{ kind: 'robot-message', taken: false, answered: String(errcode) }]);
});

test('the twenty-first within a minute is refused, and the next minute is another', async () => {
  for (let n = 0; n < 20; n += 1) expect(await told()).toEqual([200, 0]);
  expect(await told()).toEqual([200, 130_101]);
  now += 60_000;
  expect(await told()).toEqual([200, 0]);
});

test('it fails as it is told to', async () => {
  simulator.setRules([{ match: { operation: 'robot' }, action: { reject: '400102', message: 'stopped' } }]);
  expect(await told()).toEqual([200, 400_102]);
  simulator.setRules([{ match: { operation: 'robot' }, action: { acceptThen: 'drop' } }]);
  await expect(told()).rejects.toThrow();
  expect(simulator.log().at(-1)).toMatchObject({ kind: 'robot-message', taken: true });
});

test('mail to the bank’s own people is on record as that, and as nobody’s notice', async () => {
  await simulator.stop();
  const staff = {
    protocol: 'smtp-email',
    route: 'email/staff',
    user: 'staff',
    password: 'x',
    forStaff: true,
  } as const;
  simulator = await startSimulator({
    accounts: [{ ...staff, domain: 'bank.example' }],
    stateDir: temporaryFolder(),
  });
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    ...{ host: '127.0.0.1', port: simulator.smtpPort, ignoreTLS: true },
    auth: { user: 'staff', pass: 'x' },
  });
  await transport.sendMail({
    from: 'bida@bank.example',
    to: 'li.na@bank.example',
    subject: '告警',
    text: '内容',
  });
  expect(simulator.log()).toMatchObject([
    { kind: 'staff-mail', to: 'li.na@bank.example', from: 'bida@bank.example', subject: '告警' },
  ]);
});
