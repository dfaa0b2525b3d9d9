import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TencentSms } from '../../../../../activities/send/sms/tencent/client.js';
import { startSimulator, type Simulator } from '../../../../../simulator/simulator.js';
import { freePort, openCallback, ownDirectory, until, type Callback } from '../../../../simulator/bank.js';
import { messageOf, mobile, taken, tencentAccountOf, tencentClientOf } from './tencent-world.js';

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
const clients: TencentSms[] = [];

const client = (more: Parameters<typeof tencentClientOf>[1] = {}, endpoint = simulator.url): TencentSms => {
  const made = tencentClientOf(endpoint, more);
  clients.push(made);
  return made;
};
const acceptedFor = (outId: string) =>
  simulator.log().filter((entry) => entry.kind === 'acceptance' && entry.outId === outId);
const ask = (attemptId: string, more: { mobile?: string; intendedAt?: number } = {}) =>
  client().pullStatus({ mobile, attemptId, intendedAt: Date.now(), ...more });
const reported = (outId: string) =>
  until(`a report on ${outId}`, () => callback.rows().some(({ ext }) => ext === outId));

beforeAll(async () => {
  callback = await openCallback();
  callback.reply = () => taken;
  directory = await ownDirectory();
  simulator = await startSimulator({
    accounts: [tencentAccountOf(callback.url)],
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
      route: 'sms/tencent',
      phone: mobile,
      templateCode: '449739',
      templateParam: { name: '欧阳测试', ref: '88776655' },
    });
    const bizId = entry?.kind === 'acceptance' && entry.channel === 'sms' ? entry.bizId : '';
    expect(answer).toEqual({ result: 'accepted', messageId: bizId });
  });

  test.each([
    [
      'an unknown template',
      { templateId: '1' },
      {},
      'FailedOperation.TemplateIncorrectOrUnapproved',
      'content-rejected',
    ],
    [
      'a variable too few',
      { variables: ['one'] },
      {},
      'FailedOperation.TemplateParamSetNotMatchApprovedTemplate',
      'content-rejected',
    ],
    [
      'another signature',
      {},
      { signName: '别的银行' },
      'FailedOperation.SignatureIncorrectOrUnapproved',
      'content-rejected',
    ],
    [
      'a number that is none',
      { mobile: '1391234' },
      {},
      'InvalidParameterValue.IncorrectPhoneNumber',
      'wrong-number',
    ],
    ['a wrong key', {}, { secretKey: 'other' }, 'AuthFailure.SignatureFailure', 'misconfigured'],
    ['an unknown key id', {}, { secretId: 'AKIDother' }, 'AuthFailure.SecretIdNotFound', 'misconfigured'],
    [
      'a clock an hour off',
      {},
      { now: () => Date.now() - 3_600_000 },
      'AuthFailure.SignatureExpire',
      'misconfigured',
    ],
    [
      'another application',
      {},
      { smsSdkAppId: '1400000000' },
      'UnauthorizedOperation.SmsSdkAppIdVerifyFail',
      'misconfigured',
    ],
  ])('%s is refused for certain', async (_, message, options, code, failure) => {
    expect(await client(options).sendSms(messageOf('refused', message))).toEqual({
      result: 'rejected',
      failure,
      code,
      listed: true,
    });
    expect(acceptedFor('refused')).toEqual([]);
  });

  test('nobody listening means the provider is down', async () => {
    const answer = await client({}, `http://127.0.0.1:${await freePort()}`).sendSms(messageOf('nobody'));
    expect(answer).toEqual({
      result: 'rejected',
      failure: 'provider-down',
      code: 'ECONNREFUSED',
      listed: true,
    });
  });

  test('an endpoint that is none is refused at once', () => {
    for (const endpoint of ['', 'sms.tencentcloudapi.com', 'ftp://x', 'http://x/path'])
      expect(() => tencentClientOf(endpoint)).toThrow(RangeError);
  });
});

describe('whatever follows the request leaves the outcome unknown, and what was reported on is found', () => {
  const answering = (body: string, status = 200, cut = false) => ({ acceptThen: { status, body, cut } });
  const status = (fields: string) => `{"Response":{"SendStatusSet":[{${fields}}],"RequestId":"1"}}`;
  const unknown = [
    ['unanswered', 'timeout', { acceptThen: 'timeout' as const }],
    ['dropped', 'reset', { acceptThen: 'drop' as const }],
    ['html-502', 'broken-answer', { acceptThen: 'html-502' as const }],
    ['late', 'timeout', { acceptThen: 'late' as const, delayMs: 1_000 }],
    ['cut', 'reset', answering(status('"Code":"Ok","SerialNo":"1"'), 200, true)],
    ['no-status', 'broken-answer', answering('{"Response":{"SendStatusSet":[]}}')],
    ['no-id', 'broken-answer', answering(status('"Code":"Ok"'))],
    ['no-code', 'broken-answer', answering(status('"SerialNo":"1"'))],
    [
      'for-another',
      'broken-answer',
      answering(status('"Code":"Ok","SerialNo":"1","SessionContext":"other"')),
    ],
    [
      'two-statuses',
      'broken-answer',
      answering('{"Response":{"SendStatusSet":[{"Code":"Ok","SerialNo":"1"},{"Code":"Ok","SerialNo":"2"}]}}'),
    ],
    ['ok-under-500', 'broken-answer', answering(status('"Code":"Ok","SerialNo":"1"'), 500)],
    [
      'code-under-500',
      'broken-answer',
      answering('{"Response":{"Error":{"Code":"AuthFailure.SecretIdNotFound"}}}', 500),
    ],
    ['new-code', 'undetermined-code', answering(status('"Code":"Brand.New","SerialNo":""'))],
    [
      'system-error',
      'undetermined-code',
      answering('{"Response":{"Error":{"Code":"InternalError.Timeout"}}}'),
    ],
  ] as const;

  test.each(unknown)('%s: %s, and it was taken', async (name, because, action) => {
    const outId = `taken-${name}`;
    simulator.setRules([{ action }]);
    const sms = client({ callTimeoutMs: because === 'timeout' ? 250 : 5_000 });
    expect(await sms.sendSms(messageOf(outId))).toMatchObject({ result: 'unknown', because });
    expect(acceptedFor(outId)).toHaveLength(1);
    await reported(outId);
    expect(await ask(outId)).toMatchObject({ result: 'taken', settlement: 'delivered', code: 'DELIVRD' });
  });

  test.each([
    ['unanswered', 'timeout', { timeout: true as const }],
    ['dropped', 'reset', { refuseBefore: 'drop' as const }],
    ['html-502', 'broken-answer', { refuseBefore: 'html-502' as const }],
  ])('%s: %s, and nothing was received: Tencent cannot say so', async (name, because, action) => {
    const outId = `never-${name}`;
    simulator.setRules([{ action }]);
    const sms = client({ callTimeoutMs: because === 'timeout' ? 250 : 5_000 });
    expect(await sms.sendSms(messageOf(outId))).toEqual({ result: 'unknown', because });
    expect(acceptedFor(outId)).toEqual([]);
    expect(await ask(outId)).toEqual({ result: 'no-answer' });
  });
});

describe('asking by our reference', () => {
  test('a message nobody has reported on is not listed: no answer, and never that it was not received', async () => {
    simulator.setRules([{ action: { receipt: 'none' } }]);
    await client().sendSms(messageOf('open'));
    expect(await ask('open')).toEqual({ result: 'no-answer' });
  });

  test('a failed one has its class, its code and its time', async () => {
    simulator.setRules([{ action: { receipt: { code: 'REJECTD' } } }]);
    await client().sendSms(messageOf('blocked'));
    await reported('blocked');
    const answer = await ask('blocked');
    expect(answer).toMatchObject({
      result: 'taken',
      settlement: 'undelivered',
      failure: 'blocked',
      code: 'REJECTD',
    });
    expect(answer.result === 'taken' && Math.abs((answer.at ?? 0) - Date.now()) < 60_000).toBe(true);
  });

  test('only the whole reference counts, on that number', async () => {
    await client().sendSms(messageOf('whole-reference'));
    await reported('whole-reference');
    expect(await ask('whole-reference')).toMatchObject({ result: 'taken' });
    expect(await ask('whole-referenc')).toEqual({ result: 'no-answer' });
    expect(await ask('whole-reference', { mobile: '13900000000' })).toEqual({ result: 'no-answer' });
  });

  test('a message of days ago is asked for within what Tencent keeps', async () => {
    await client().sendSms(messageOf('days-ago'));
    await reported('days-ago');
    const longAgo = { intendedAt: Date.now() - 30 * 86_400_000 };
    expect(await ask('days-ago', longAgo)).toMatchObject({ result: 'taken' });
  });

  test.each([
    ['nothing', { timeout: true as const }],
    ['an HTML 502', { refuseBefore: 'html-502' as const }],
    ['a refusal', { reject: 'InternalError.Timeout' }],
    ['no list', { acceptThen: { status: 200, body: '{"Response":{}}' } }],
    [
      'a list of strangers',
      { acceptThen: { status: 200, body: '{"Response":{"PullSmsSendStatusSet":[1,null]}}' } },
    ],
  ])('%s for an answer is none', async (_, action) => {
    await client().sendSms(messageOf('asked-in-vain'));
    simulator.setRules([{ match: { operation: 'PullSmsSendStatusByPhoneNumber' }, action }]);
    const sms = client({ callTimeoutMs: 250 });
    expect(await sms.pullStatus({ mobile, attemptId: 'asked-in-vain', intendedAt: Date.now() })).toEqual({
      result: 'no-answer',
    });
  });

  test('an account whose reports do not return our reference cannot be asked', async () => {
    const own = await ownDirectory();
    const silent = await startSimulator({
      accounts: [tencentAccountOf(callback.url, { returnsContext: false })],
      stateDir: own.path,
      receiptDelayMs: [1, 5],
    });
    const sms = client({}, silent.url);
    const before = callback.rows().length;
    await sms.sendSms(messageOf('no-context'));
    await until('a report', () => callback.rows().length > before);
    expect(callback.rows().at(-1)).not.toHaveProperty('ext');
    expect(await sms.pullStatus({ mobile, attemptId: 'no-context', intendedAt: Date.now() })).toEqual({
      result: 'no-answer',
    });
    await silent.stop();
    await own.remove();
  });
});

test('no number and no variable comes out, whatever the provider says', async () => {
  for (const echo of [mobile, `Failed.X${mobile}`, 'Failed.88776655', 'LimitExceeded.88776655', '欧阳测试']) {
    simulator.setRules([{ action: { reject: echo, message: `${mobile} 欧阳测试 88776655` } }]);
    const text = JSON.stringify(await client().sendSms(messageOf('echo')));
    for (const canary of [mobile, '欧阳', '88776655']) expect(text).not.toContain(canary);
  }
});

test('parameters travel in the body: no number stands in a URL or a header', async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sms = tencentClientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await sms.sendSms(messageOf('url'));
  await sms.pullStatus({ mobile, attemptId: 'url', intendedAt: Date.now() });
  sms.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  expect(seen).toHaveLength(2);
  for (const line of seen) {
    expect(line).toMatch(/^POST \/ /);
    expect(line).not.toContain(mobile);
  }
});
