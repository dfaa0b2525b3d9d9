import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { accountsFileSchema } from '../../../simulator/account.js';
import { addresseeOf } from '../../../simulator/acceptance.js';
import { startSimulator, type Simulator } from '../../../simulator/simulator.js';
import { accountOf, clientOf, freePort, messageOf, mobile, ownDirectory } from '../bank.js';
import { address, emailOf, emailsFor, mailAccount, smtpClient, startMail } from './mail.js';

let directory: Awaited<ReturnType<typeof ownDirectory>>;
const running: Simulator[] = [];

const send = async (port: number, attemptId: string, to = address) => {
  const smtp = smtpClient(port);
  const answer = await smtp.send(emailOf(attemptId, { to }));
  smtp.close();
  return answer;
};

beforeEach(async () => {
  directory = await ownDirectory();
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  await directory.remove();
});

const start = async () => {
  const simulator = await startMail(directory.path);
  running.push(simulator);
  return simulator;
};

test('the log has the call, who refused it and why, and what was taken', async () => {
  const simulator = await start();
  simulator.setRules([{ match: { email: address }, action: { reject: '550 5.1.1' } }]);
  await send(simulator.smtpPort, 'refused');
  await send(simulator.smtpPort, 'taken', 'other@post.example');
  expect(simulator.log()).toMatchObject([
    {
      n: 1,
      kind: 'request',
      operation: 'RCPT',
      route: 'email/smtp',
      parameters: { To: address, OutId: 'refused' },
    },
    { n: 2, kind: 'refusal', code: '550 5.1.1', route: 'email/smtp', outId: 'refused', email: address },
    { n: 3, kind: 'request', operation: 'DATA', parameters: { To: 'other@post.example', OutId: 'taken' } },
    { n: 4, kind: 'acceptance', channel: 'email', to: 'other@post.example', outId: 'taken' },
  ]);
});

test('the log says when the conversation began that a message was given in', async () => {
  const simulator = await start();
  const startedAt = Date.now();
  const line = connect(simulator.smtpPort, '127.0.0.1');
  await once(line, 'connect');
  const login = Buffer.from(`\u0000${mailAccount.user}\u0000${mailAccount.password}`).toString('base64');
  const message = 'Message-ID: <x@bank.example>\r\n\r\nGood news.\r\n.';
  const sender = `MAIL FROM:<notice@${mailAccount.domain}>`;
  const begun: number[] = [];
  for (const said of [
    ...['', 'EHLO bank.example', `AUTH PLAIN ${login}`],
    ...[sender, `RCPT TO:<${address}>`, 'DATA', message],
    ...[sender, `RCPT TO:<${address}>`, 'DATA', message],
  ]) {
    if (said === sender) begun.push(Date.now());
    if (said !== '') line.write(`${said}\r\n`);
    await once(line, 'data');
  }
  line.destroy();
  const opened = simulator
    .log()
    .flatMap((entry) => (entry.kind === 'request' ? [[entry.openedAt ?? 0, entry.at] as const] : []));
  const [first, further] = opened;
  if (first === undefined || further === undefined) throw new Error('two messages were given');
  // Whoever connects waits for the greeting, so the first began well before its sender was named.
  expect(first[0]).toBeGreaterThanOrEqual(startedAt);
  expect(first[0]).toBeLessThan(begun[0] ?? 0);
  expect(further[0]).toBeGreaterThanOrEqual(first[1]);
  expect(further[0]).toBeLessThanOrEqual(further[1]);
});

test('a wrong sign-in is on record without its password', async () => {
  const simulator = await start();
  const smtp = smtpClient(simulator.smtpPort, { password: 'guessed-word' });
  await smtp.send(emailOf('guessed'));
  smtp.close();
  expect(simulator.log()).toMatchObject([
    { kind: 'request', operation: 'AUTH', parameters: { user: 'bank' } },
    { kind: 'refusal', code: '535 5.7.8' },
  ]);
  expect(JSON.stringify(simulator.log())).not.toContain('guessed-word');
});

test('rules tell e-mails apart by address, route and reference, and short messages from both', async () => {
  const simulator = await start();
  simulator.setRules([
    { match: { phonePrefix: '1' }, action: { reject: '550 5.7.1' } },
    { match: { operation: 'QuerySendDetails' }, action: { reject: '550 5.7.1' } },
    { match: { route: 'sms/aliyun' }, action: { reject: '550 5.7.1' } },
    { match: { operation: 'DATA', route: 'email/smtp', email: address }, action: { reject: '552 5.2.2' } },
  ]);
  expect(await send(simulator.smtpPort, 'one')).toMatchObject({ code: '552 5.2.2' });
  expect(await send(simulator.smtpPort, 'two', 'other@post.example')).toMatchObject({ result: 'accepted' });
  simulator.setRules([{ match: { share: 0.5 }, action: { reject: '450 4.2.0' } }]);
  const outcomes = async () => {
    const answers = [];
    for (let index = 0; index < 12; index += 1)
      answers.push((await send(simulator.smtpPort, `share-${index}`)).result);
    return answers;
  };
  const first = await outcomes();
  expect(new Set(first)).toEqual(new Set(['accepted', 'rejected']));
  expect(await outcomes()).toEqual(first);
});

test('a code that is no reply of a mail server is a plain refusal', async () => {
  const simulator = await start();
  simulator.setRules([{ action: { reject: 'isv.BUSINESS_LIMIT_CONTROL' } }]);
  expect(await send(simulator.smtpPort, 'sms-code')).toMatchObject({ result: 'rejected', code: '554' });
});

test('what was taken stands in the log after a restart, beside short messages of an older log', async () => {
  const first = await start();
  await send(first.smtpPort, 'kept');
  await running.pop()?.stop();
  const old = {
    n: 3,
    at: 1,
    kind: 'acceptance',
    requestId: 'R',
    route: 'sms/aliyun',
    phone: mobile,
    templateCode: 'SMS_1',
    templateParam: {},
    outId: 'old',
    bizId: '1^0',
    receipts: [],
  };
  await appendFile(join(directory.path, 'provider-log.jsonl'), `${JSON.stringify(old)}\n`);
  const second = await start();
  expect(emailsFor(second.log(), 'kept')).toHaveLength(1);
  const acceptances = second.log().flatMap((entry) => (entry.kind === 'acceptance' ? [entry] : []));
  expect(acceptances.map(addresseeOf)).toEqual([address, mobile]);
});

test('both kinds of account are served side by side, and counted by route', async () => {
  const simulator = await startSimulator({
    accounts: [accountOf('http://127.0.0.1:1/'), mailAccount],
    stateDir: directory.path,
  });
  running.push(simulator);
  const sms = clientOf(simulator.url);
  expect(await sms.sendSms(messageOf('text'))).toMatchObject({ result: 'accepted' });
  sms.close();
  await send(simulator.smtpPort ?? 0, 'mail');
  await send(simulator.smtpPort ?? 0, 'mail');
  const stats = (await (await fetch(`${simulator.url}/control/stats`)).json()) as {
    routes: Record<string, unknown>;
  };
  expect(stats.routes).toMatchObject({
    'sms/aliyun': { acceptances: 1, repeated: 0 },
    'email/smtp': { acceptances: 2, repeated: 1 },
  });
});

test('there is no mail server without an account of its', async () => {
  const simulator = await startSimulator({
    accounts: [accountOf('http://127.0.0.1:1/')],
    stateDir: directory.path,
  });
  running.push(simulator);
  expect(simulator.smtpPort).toBeUndefined();
});

test('it stops at once with a message half way', async () => {
  const simulator = await start();
  simulator.setRules([{ action: { slowMs: 3_600_000 } }]);
  const smtp = smtpClient(simulator.smtpPort);
  const answer = smtp.send(emailOf('half'));
  const begun = Date.now();
  await running.pop()?.stop();
  expect(Date.now() - begun).toBeLessThan(5_000);
  expect(await answer).toMatchObject({ result: 'rejected', failure: 'provider-down' });
  smtp.close();
});

test('a port that is taken ends the start, and leaves nothing behind', async () => {
  const first = await start();
  const other = await ownDirectory();
  await expect(
    startSimulator({ accounts: [mailAccount], stateDir: other.path, smtpPort: first.smtpPort }),
  ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const port = await freePort();
  await expect(
    startSimulator({ accounts: [mailAccount], stateDir: other.path, smtpPort: port, port: first.port }),
  ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const again = await startSimulator({ accounts: [mailAccount], stateDir: other.path, smtpPort: port });
  await again.stop();
  await other.remove();
});

test('an accounts file names the protocol, or means short messages', () => {
  const text = accountOf('http://127.0.0.1:1/');
  const parse = (accounts: unknown[]) => accountsFileSchema.safeParse({ seed: 1, accounts }).success;
  expect(parse([text, mailAccount])).toBe(true);
  expect(parse([{ ...text, protocol: 'aliyun-sms' }])).toBe(true);
  expect(parse([{ ...mailAccount, protocol: undefined }])).toBe(false);
  expect(parse([{ ...text, protocol: 'smtp-email' }])).toBe(false);
});
