import { createAliyunSms, type AliyunSms } from '../../../../../activities/send/sms/aliyun/client.js';
import { sendDateOf } from '../../../../../domain/provider/aliyun/wall-time.js';
import { startSimulator, type Simulator } from '../../../../../simulator/simulator.js';
import {
  accountOf,
  clientOf,
  freePort,
  messageOf,
  mobile,
  openCallback,
  ownDirectory,
  until,
  type Callback,
} from '../../../../simulator/bank.js';

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
const clients: AliyunSms[] = [];

const client = (more: Parameters<typeof clientOf>[1] = {}): AliyunSms => {
  const made = clientOf(simulator.url, more);
  clients.push(made);
  return made;
};
const acceptedFor = (outId: string) =>
  simulator.log().filter((entry) => entry.kind === 'acceptance' && entry.outId === outId);
const ask = (outId: string, more: Parameters<typeof clientOf>[1] = {}) =>
  client(more).querySendDetails({ mobile, sendDate: sendDateOf(Date.now()), outId });

beforeAll(async () => {
  callback = await openCallback();
  directory = await ownDirectory();
  simulator = await startSimulator({
    accounts: [accountOf(callback.url)],
    stateDir: directory.path,
    receiptDelayMs: [1, 5],
  });
});
afterEach(() => {
  simulator.setRules([]);
  for (const one of clients.splice(0)) one.close();
});
afterAll(async () => {
  await simulator.stop();
  await callback.close();
  await directory.remove();
});

describe('sending', () => {
  test('an accepted message has the provider’s id, and the provider’s log says what was sent', async () => {
    const answer = await client().sendSms(messageOf('plain'));
    const [entry] = acceptedFor('plain');
    expect(entry).toMatchObject({
      phone: mobile,
      templateCode: 'SMS_APPROVED',
      templateParam: messageOf('').templateParam,
    });
    expect(answer).toEqual({
      result: 'accepted',
      messageId:
        entry?.kind === 'acceptance' && entry.channel !== 'push' && entry.channel !== 'email'
          ? entry.bizId
          : '',
    });
  });

  test('several messages at once keep their own answers', async () => {
    const sms = client();
    const ids = Array.from({ length: 20 }, (_, index) => `many-${index}`);
    const answers = await Promise.all(ids.map((outId) => sms.sendSms(messageOf(outId))));
    expect(answers.every(({ result }) => result === 'accepted')).toBe(true);
    expect(
      new Set(answers.map((answer) => (answer.result === 'accepted' ? answer.messageId : ''))).size,
    ).toBe(20);
  });

  test.each([
    [
      'an unknown template',
      { templateCode: 'SMS_OTHER' },
      {},
      'isv.SMS_TEMPLATE_ILLEGAL',
      'content-rejected',
    ],
    ['another signature', {}, { signName: '别的银行' }, 'isv.SMS_SIGNATURE_ILLEGAL', 'content-rejected'],
    ['a number that is none', { mobile: '1391234' }, {}, 'isv.MOBILE_NUMBER_ILLEGAL', 'wrong-number'],
    ['a wrong secret', {}, { accessKeySecret: 'other' }, 'SignatureDoesNotMatch', 'misconfigured'],
    ['an unknown key', {}, { accessKeyId: 'LTAI-other' }, 'InvalidAccessKeyId.NotFound', 'misconfigured'],
    [
      'a clock an hour off',
      {},
      { now: () => Date.now() - 3_600_000 },
      'InvalidTimeStamp.Expired',
      'misconfigured',
    ],
  ])('%s is refused for certain', async (_, message, options, code, failure) => {
    const answer = await client(options).sendSms(messageOf('refused', message));
    expect(answer).toEqual({ result: 'rejected', failure, code, listed: true });
    expect(acceptedFor('refused')).toEqual([]);
  });

  test('a variable longer than the provider allows is refused for certain', async () => {
    const answer = await client().sendSms({ ...messageOf('long'), templateParam: { name: '长'.repeat(36) } });
    expect(answer).toMatchObject({
      result: 'rejected',
      failure: 'content-rejected',
      code: 'isv.TEMPLATE_PARAMS_ILLEGAL',
    });
  });

  test('a repeated nonce leaves the outcome unknown, since the first may have been taken', async () => {
    const sms = client({ nonce: () => 'same' });
    expect(await sms.sendSms(messageOf('nonce-1'))).toMatchObject({ result: 'accepted' });
    expect(await sms.sendSms(messageOf('nonce-2'))).toMatchObject({
      result: 'unknown',
      code: 'SignatureNonceUsed',
    });
  });

  test('a limit says when to come again, where the provider does', async () => {
    simulator.setRules([{ action: { reject: 'Throttling.User', status: 503, retryAfterS: 3 } }]);
    expect(await client().sendSms(messageOf('limited'))).toEqual({
      result: 'rejected',
      failure: 'rate-limited',
      code: 'Throttling.User',
      listed: true,
      retryAfterMs: 3_000,
    });
  });
});

describe('what precedes the request is refused for certain', () => {
  test('when nobody listens', async () => {
    const sms = clientOf(`http://127.0.0.1:${await freePort()}`);
    clients.push(sms);
    expect(await sms.sendSms(messageOf('nobody'))).toEqual({
      result: 'rejected',
      failure: 'provider-down',
      code: 'ECONNREFUSED',
      listed: true,
    });
  });

  test('when the host has no address', async () => {
    // Longer than a label may be, so that no resolver is asked.
    const sms = clientOf(`http://${'a'.repeat(64)}.invalid`);
    clients.push(sms);
    expect(await sms.sendSms(messageOf('nowhere'))).toMatchObject({
      result: 'rejected',
      failure: 'provider-down',
    });
  });

  test('when the other end does not speak TLS', async () => {
    const sms = clientOf(simulator.url.replace('http:', 'https:'));
    clients.push(sms);
    const before = simulator.log().length;
    expect(await sms.sendSms(messageOf('no-tls'))).toMatchObject({
      result: 'rejected',
      failure: 'provider-down',
    });
    expect(simulator.log()).toHaveLength(before);
  });

  test('an endpoint that is none is refused at once', () => {
    for (const endpoint of ['', 'dysmsapi.aliyuncs.com', 'ftp://x', 'http://x/path'])
      expect(() =>
        createAliyunSms({
          endpoint,
          accessKeyId: '',
          accessKeySecret: '',
          signName: '',
          callTimeoutMs: 1,
          now: Date.now,
        }),
      ).toThrow(RangeError);
  });
});

describe('whatever follows the request leaves the outcome unknown, and the query tells', () => {
  const unknown = [
    ['no answer at all', 'timeout', { acceptThen: 'timeout' as const }],
    ['a connection dropped', 'reset', { acceptThen: 'drop' as const }],
    ['an HTML 502', 'broken-answer', { acceptThen: 'html-502' as const }],
    ['an answer too late', 'timeout', { acceptThen: 'late' as const, delayMs: 1_000 }],
    ['words that are no JSON', 'broken-answer', { acceptThen: { status: 200, body: '{"Code":"OK"' } }],
    ['JSON that is no object', 'broken-answer', { acceptThen: { status: 200, body: '["OK"]' } }],
    ['OK without a message id', 'broken-answer', { acceptThen: { status: 200, body: '{"Code":"OK"}' } }],
    ['no code', 'broken-answer', { acceptThen: { status: 200, body: '{}' } }],
    [
      'an answer cut short',
      'reset',
      { acceptThen: { status: 200, body: '{"Code":"OK","BizId":"1^0"}', cut: true } },
    ],
    [
      'an answer without end',
      'broken-answer',
      { acceptThen: { status: 200, body: `{"Code":"OK","BizId":"1^0","More":"${'x'.repeat(300_000)}"}` } },
    ],
    ['a redirect', 'broken-answer', { acceptThen: { status: 302, body: '' } }],
    ['OK under a 500', 'broken-answer', { acceptThen: { status: 500, body: '{"Code":"OK","BizId":"1^0"}' } }],
    [
      'a known code under a 500',
      'broken-answer',
      { acceptThen: { status: 500, body: '{"Code":"isv.OUT_OF_SERVICE"}' } },
    ],
    ['a code no table has', 'undetermined-code', { acceptThen: { status: 200, body: '{"Code":"isv.NEW"}' } }],
    [
      'a system error',
      'undetermined-code',
      { acceptThen: { status: 200, body: '{"Code":"isp.SYSTEM_ERROR"}' } },
    ],
  ] as const;

  test.each(unknown)('%s: %s, and it was taken', async (name, because, action) => {
    const outId = `taken-${name.replaceAll(' ', '-')}`;
    simulator.setRules([{ action }]);
    const answer = await client({ callTimeoutMs: because === 'timeout' ? 250 : 5_000 }).sendSms(
      messageOf(outId),
    );
    expect(answer).toMatchObject({ result: 'unknown', because });
    expect(acceptedFor(outId)).toHaveLength(1);
    await until('the carrier reported', () =>
      callback.rows().some(({ out_id: reference }) => reference === outId),
    );
    expect(await ask(outId)).toMatchObject({ result: 'taken', settlement: 'delivered', code: 'DELIVERED' });
  });

  test.each([
    ['no answer', 'timeout', { timeout: true as const }],
    ['a connection dropped', 'reset', { refuseBefore: 'drop' as const }],
    ['an HTML 502', 'broken-answer', { refuseBefore: 'html-502' as const }],
  ])('%s: %s, and it was never received', async (name, because, action) => {
    const outId = `never-${name.replaceAll(' ', '-')}`;
    simulator.setRules([{ action }]);
    const answer = await client({ callTimeoutMs: because === 'timeout' ? 250 : 5_000 }).sendSms(
      messageOf(outId),
    );
    expect(answer).toEqual({ result: 'unknown', because });
    expect(acceptedFor(outId)).toEqual([]);
    expect(await ask(outId)).toEqual({ result: 'never-received' });
  });

  test('only an unlisted code is told to be unlisted', async () => {
    simulator.setRules([
      { action: { reject: 'isv.NEW' }, match: { times: 1 } },
      { action: { reject: 'isp.SYSTEM_ERROR' } },
    ]);
    expect(await client().sendSms(messageOf('a'))).toMatchObject({ code: 'isv.NEW', listed: false });
    expect(await client().sendSms(messageOf('b'))).toMatchObject({ code: 'isp.SYSTEM_ERROR', listed: true });
  });
});

test('no number and no variable comes out, whatever the provider says', async () => {
  const echoes = [mobile, `isv.X${mobile}`, 'isv.88776655', 'Throttling.88776655', '欧阳测试'];
  for (const echo of echoes) {
    simulator.setRules([{ action: { reject: echo, message: `${mobile} 欧阳测试 88776655` } }]);
    const text = JSON.stringify(await client().sendSms(messageOf('echo')));
    for (const canary of [mobile, '欧阳', '88776655']) expect(text).not.toContain(canary);
  }
  simulator.setRules([{ action: { reject: 'isv.OuyangCeshi' } }]);
  const answer = await client().sendSms({ ...messageOf('echo'), templateParam: { name: 'ouyangceshi' } });
  expect(answer).toEqual({
    result: 'unknown',
    because: 'undetermined-code',
    code: 'unreadable',
    listed: false,
  });
});

test('parameters travel in the body: no number stands in a URL', async () => {
  const seen: string[] = [];
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const sms = clientOf(`http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`);
  await sms.sendSms(messageOf('url'));
  await sms.querySendDetails({ mobile, sendDate: '20261101', outId: 'url' });
  sms.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  expect(seen).toHaveLength(2);
  for (const line of seen) {
    expect(line).toMatch(/^POST \/ /);
    expect(line).not.toContain(mobile);
  }
});
