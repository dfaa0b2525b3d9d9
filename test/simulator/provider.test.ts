import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formOf, signedHeaders } from '../../activities/aliyun/signature.js';
import { startSimulator, type Simulator } from '../../simulator/simulator.js';
import { accountOf, clientOf, messageOf, mobile, openCallback, ownDirectory, type Callback } from './bank.js';

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
let count = 0;

const key = { accessKeyId: 'LTAI-test', accessKeySecret: 'test-secret' };
const parameters = {
  PhoneNumbers: mobile,
  SignName: '必达银行',
  TemplateCode: 'SMS_APPROVED',
  TemplateParam: '{"name":"x"}',
  OutId: 'signed',
};
const contentType = 'application/x-www-form-urlencoded';

function signed(body = formOf(parameters), more: { action?: string; version?: string; at?: number } = {}) {
  const host = new URL(simulator.url).host;
  const unsigned = { host, action: 'SendSms', version: '2017-05-25', body, contentType, at: Date.now() };
  return signedHeaders(key, { ...unsigned, nonce: `nonce-${(count += 1)}`, ...more });
}

async function post(headers: Record<string, string>, body = formOf(parameters), path = '/', method = 'POST') {
  const response = await fetch(simulator.url + path, {
    method,
    headers,
    ...(method === 'GET' || body === '' ? {} : { body }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const acceptances = () => simulator.log().filter(({ kind }) => kind === 'acceptance');

beforeAll(async () => {
  callback = await openCallback();
  directory = await ownDirectory();
  simulator = await startSimulator({
    accounts: [accountOf(callback.url)],
    stateDir: directory.path,
    receiptDelayMs: [1, 5],
  });
});
afterAll(async () => {
  await simulator.stop();
  await callback.close();
  await directory.remove();
});

describe('a signed request', () => {
  test('is taken as it was signed, once', async () => {
    const headers = signed();
    expect((await post(headers)).body).toMatchObject({ Code: 'OK', Message: 'OK' });
    expect(await post(headers)).toMatchObject({ status: 400, body: { Code: 'SignatureNonceUsed' } });
    expect(acceptances()).toHaveLength(1);
  });

  const tampered: [string, () => [Record<string, string>, (string | undefined)?, string?], string][] = [
    [
      'with another body',
      () => [signed(), formOf({ ...parameters, PhoneNumbers: '13800000000' })],
      'SignatureDoesNotMatch',
    ],
    [
      'with another body and its hash put right',
      () => {
        const body = formOf({ ...parameters, PhoneNumbers: '13800000000' });
        return [
          { ...signed(), 'x-acs-content-sha256': createHash('sha256').update(body).digest('hex') },
          body,
        ];
      },
      'SignatureDoesNotMatch',
    ],
    [
      'for another operation',
      () => [{ ...signed(), 'x-acs-action': 'QuerySendDetails' }],
      'SignatureDoesNotMatch',
    ],
    [
      'with another nonce',
      () => [{ ...signed(), 'x-acs-signature-nonce': 'other' }],
      'SignatureDoesNotMatch',
    ],
    ['with another query', () => [signed(), undefined, '/?OutId=other'], 'SignatureDoesNotMatch'],
    [
      'with another content type',
      () => [{ ...signed(), 'content-type': 'text/plain' }],
      'SignatureDoesNotMatch',
    ],
    [
      'with a header it does not cover',
      () => [{ ...signed(), 'x-acs-security-token': 'stolen' }],
      'IncompleteSignature',
    ],
    ['without a signature', () => [{ ...signed(), authorization: '' }], 'IncompleteSignature'],
    [
      'with half a signature',
      () => [{ ...signed(), authorization: 'ACS3-HMAC-SHA256 Credential=LTAI-test' }],
      'IncompleteSignature',
    ],
    ['too old', () => [signed(undefined, { at: Date.now() - 16 * 60_000 })], 'InvalidTimeStamp.Expired'],
    [
      'too far ahead',
      () => [signed(undefined, { at: Date.now() + 16 * 60_000 })],
      'InvalidTimeStamp.Expired',
    ],
    ['of another version', () => [signed(undefined, { version: '2016-01-01' })], 'InvalidVersion'],
    [
      'for what does not exist',
      () => [signed(undefined, { action: 'SendParcel' })],
      'InvalidAction.NotFound',
    ],
  ];
  test.each(tampered)('%s is refused', async (_, make, code) => {
    const before = acceptances().length;
    const [headers, body, path] = make();
    const answer = await post(headers, body, path);
    expect(answer.body).toMatchObject({ Code: code });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(acceptances()).toHaveLength(before);
  });

  test('is refused as a GET', async () => {
    expect((await post(signed(), undefined, '/', 'GET')).body).toMatchObject({
      Code: 'UnsupportedHTTPMethod',
    });
  });

  test('may carry its parameters in a signed query, as the provider’s own SDK does', async () => {
    const query = Object.entries(parameters)
      .map(([name, value]) => formOf({ [name]: value }))
      .sort()
      .join('&');
    const host = new URL(simulator.url).host;
    const unsigned = {
      host,
      action: 'SendSms',
      version: '2017-05-25',
      body: '',
      query,
      at: Date.now(),
      nonce: 'sdk',
    };
    expect((await post(signedHeaders(key, unsigned), '', `/?${query}`)).body).toMatchObject({ Code: 'OK' });
  });

  test('is checked by a second hand: the whole computation written out once more', async () => {
    const body = formOf({ ...parameters, OutId: 'by-hand' });
    const hash = createHash('sha256').update(body).digest('hex');
    const date = `${new Date().toISOString().slice(0, 19)}Z`;
    const lines = `content-type:${contentType}\nhost:${new URL(simulator.url).host}\nx-acs-action:SendSms\nx-acs-content-sha256:${hash}\nx-acs-date:${date}\nx-acs-signature-nonce:by-hand\nx-acs-version:2017-05-25\n`;
    const names =
      'content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';
    const canonical = createHash('sha256').update(`POST\n/\n\n${lines}\n${names}\n${hash}`).digest('hex');
    const signature = createHmac('sha256', 'test-secret')
      .update(`ACS3-HMAC-SHA256\n${canonical}`)
      .digest('hex');
    const headers = {
      'content-type': contentType,
      'x-acs-action': 'SendSms',
      'x-acs-content-sha256': hash,
      'x-acs-date': date,
      'x-acs-signature-nonce': 'by-hand',
      'x-acs-version': '2017-05-25',
      authorization: `ACS3-HMAC-SHA256 Credential=LTAI-test,SignedHeaders=${names},Signature=${signature}`,
    };
    expect((await post(headers, body)).body).toMatchObject({ Code: 'OK' });
  });
});

test.each([
  [{ PhoneNumbers: '' }, 'MissingPhoneNumbers'],
  [{ PhoneNumbers: `${mobile},13800000000` }, 'isv.MOBILE_COUNT_OVER_LIMIT'],
  [{ PhoneNumbers: '12345678901' }, 'isv.MOBILE_NUMBER_ILLEGAL'],
  [{ TemplateParam: '{"n":5}' }, 'isv.INVALID_JSON_PARAM'],
  [{ TemplateParam: 'x' }, 'isv.INVALID_JSON_PARAM'],
  [{ TemplateParam: `{"n":"${'长'.repeat(36)}"}` }, 'isv.TEMPLATE_PARAMS_ILLEGAL'],
  [{ TemplateParam: `{"n":"${'长'.repeat(35)}"}` }, 'OK'],
  [{ PhoneNumbers: `+86${mobile}` }, 'OK'],
])('SendSms with %j is answered %s', async (more, code) => {
  const body = formOf({ ...parameters, ...more });
  expect((await post(signed(body), body)).body).toMatchObject({ Code: code });
});

test('two accounts are two routes, each with its own key and its own record', async () => {
  const own = await ownDirectory();
  const second = { route: 'sms/aliyun-b', accessKeyId: 'LTAI-b', accessKeySecret: 'other-secret' };
  const both = await startSimulator({
    accounts: [accountOf(callback.url), accountOf(callback.url, second)],
    stateDir: own.path,
  });
  both.setRules([{ match: { route: 'sms/aliyun-b' }, action: { reject: 'isv.OUT_OF_SERVICE' } }]);
  const first = clientOf(both.url);
  const other = clientOf(both.url, second);
  expect(await first.sendSms(messageOf('one'))).toMatchObject({ result: 'accepted' });
  expect(await other.sendSms(messageOf('two'))).toMatchObject({
    result: 'rejected',
    failure: 'provider-down',
  });
  both.setRules([]);
  expect(await other.querySendDetails({ mobile, sendDate: '20200101', outId: 'one' })).toEqual({
    result: 'never-received',
  });
  expect(await other.sendSms(messageOf('three'))).toMatchObject({ result: 'accepted' });
  const routes = both
    .log()
    .flatMap((entry) => (entry.kind === 'acceptance' ? [`${entry.route} ${entry.outId}`] : []));
  expect(routes).toEqual(['sms/aliyun one', 'sms/aliyun-b three']);
  first.close();
  other.close();
  await both.stop();
  await own.remove();
});

test('what was accepted is on the disk before it is answered', async () => {
  const sms = clientOf(simulator.url);
  const answer = await sms.sendSms(messageOf('on-disk'));
  const file = await readFile(join(directory.path, 'provider-log.jsonl'), 'utf8');
  sms.close();
  expect(answer.result).toBe('accepted');
  expect(file).toContain(
    `"outId":"on-disk","bizId":"${answer.result === 'accepted' ? answer.messageId : '?'}"`,
  );
});
