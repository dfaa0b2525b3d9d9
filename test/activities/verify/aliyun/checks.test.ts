/** The checks over their real protocol, with the simulator as the provider. */
import { aliyunNumberStatus, aliyunRealName } from '../../../../activities/verify/aliyun/checks.js';
import type { AliyunCheckOptions } from '../../../../activities/verify/aliyun/checks.js';
import type { Checker } from '../../../../activities/verify/checker.js';
import { checkRequestCodes, checkResultCodes } from '../../../../domain/provider/aliyun/check-codes.js';
import type { CheckCodeRow } from '../../../../domain/provider/check-code.js';
import { checkKinds } from '../../../../domain/verification/verification.js';
import type { CheckKind } from '../../../../domain/verification/verification.js';
import type { RuleInput } from '../../../../simulator/rules.js';
import { startSimulator, type Simulator } from '../../../../simulator/simulator.js';
import { accountOf, freePort, ownDirectory } from '../../../simulator/bank.js';

const mobile = '13912345678';
const person = { name: '欧阳晓明', idNumber: '11010519491231002X' };
const operations = {
  'number-status': 'PhoneNumberStatusForPublic',
  'real-name': 'ThreeElementsVerification',
} as const;

let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
const opened: Checker[] = [];

const checker = (kind: CheckKind, more: Partial<AliyunCheckOptions> = {}): Checker => {
  const options = {
    endpoint: simulator.url,
    accessKeyId: 'LTAI-test',
    accessKeySecret: 'test-secret',
    authCode: 'granted',
    now: Date.now,
    ...more,
  };
  const one = kind === 'number-status' ? aliyunNumberStatus(options) : aliyunRealName(options);
  opened.push(one);
  return one;
};
const ask = (kind: CheckKind, timeoutMs = 5_000, more: Partial<AliyunCheckOptions> = {}) =>
  checker(kind, more).check({ mobile, person }, timeoutMs);
const rule = (kind: CheckKind, action: RuleInput['action']): void =>
  simulator.setRules([{ match: { operation: operations[kind], phone: mobile }, action }]);

beforeAll(async () => {
  directory = await ownDirectory();
  simulator = await startSimulator({
    accounts: [accountOf('http://127.0.0.1:9/receipts', { authCode: 'granted' })],
    stateDir: directory.path,
  });
});
afterEach(() => {
  simulator.setRules([]);
  for (const one of opened.splice(0)) one.close();
});
afterAll(async () => {
  await simulator.stop();
  await directory.remove();
});

const expected = ({ meaning, code }: CheckCodeRow): object => {
  const answers: readonly string[] = ['good', 'off', 'not-in-service', 'mismatch'];
  return answers.includes(meaning)
    ? { answer: meaning, code }
    : { answer: 'unchecked', because: meaning, code };
};

describe.each(checkKinds)('the check of %s', (kind) => {
  test.each(checkResultCodes[kind].map((row) => [row.code, row.meaning, row] as const))(
    'answers %s as %s',
    async (code, _meaning, row) => {
      rule(kind, { check: code });
      expect(await ask(kind)).toEqual(expected(row));
    },
  );

  test.each(checkRequestCodes.map((row) => [row.code, row.meaning, row] as const))(
    'refused with %s is %s',
    async (code, _meaning, row) => {
      rule(kind, { reject: code, status: 200 });
      expect(await ask(kind)).toEqual(expected(row));
    },
  );

  test.each([
    ['an answer that is in no table', { check: 'MOVED' }, 'unlisted-code', 'MOVED'],
    ['a refusal that is in no table', { reject: 'Surprise' }, 'unlisted-code', 'Surprise'],
    ['a code that may be a number', { check: '13912345678' }, 'unlisted-code', 'unreadable'],
    ['the gateway’s limit', { reject: 'Throttling.User' }, 'rate-limited', 'Throttling.User'],
    [
      'a signature that is refused',
      { reject: 'SignatureDoesNotMatch' },
      'misconfigured',
      'SignatureDoesNotMatch',
    ],
    ['arrears', { reject: 'isv.OUT_OF_SERVICE' }, 'provider-down', 'isv.OUT_OF_SERVICE'],
    ['a gateway without its backend', { refuseBefore: 'html-502' }, 'no-answer', undefined],
    ['a broken connection', { refuseBefore: 'drop' }, 'no-answer', undefined],
    ['no answer in time', { timeout: true }, 'no-answer', undefined],
    ['an answer that comes too late', { slowMs: 2_000 }, 'no-answer', undefined],
    [
      'half an answer',
      { acceptThen: { status: 200, body: '{"Code":"OK"', cut: true } },
      'no-answer',
      undefined,
    ],
    [
      'an answer without a result',
      { acceptThen: { status: 200, body: '{"Code":"OK"}' } },
      'no-answer',
      undefined,
    ],
  ] as const)('is undone, and says why, for %s', async (_how, action, because, code) => {
    rule(kind, action);
    const answer = await ask(kind, 400);
    expect(answer).toEqual({ answer: 'unchecked', because, ...(code === undefined ? {} : { code }) });
  });

  test('is undone where nobody listens', async () => {
    const nobody = { endpoint: `http://127.0.0.1:${await freePort()}` };
    expect(await ask(kind, 1_000, nobody)).toEqual({
      answer: 'unchecked',
      because: 'provider-down',
      code: 'ECONNREFUSED',
    });
  });

  test.each([
    ['secret', { accessKeySecret: 'another' }, 'SignatureDoesNotMatch'],
    ['key', { accessKeyId: 'nobodys' }, 'InvalidAccessKeyId.NotFound'],
    ['authorisation code', { authCode: 'not-granted' }, 'AuthCodeNotExist'],
  ])('is misconfigured with a wrong %s', async (_what, wrong, code) => {
    expect(await ask(kind, 5_000, wrong)).toEqual({ answer: 'unchecked', because: 'misconfigured', code });
  });

  test('shows the provider neither name nor number in clear', async () => {
    expect(await ask(kind)).toMatchObject({ answer: 'good' });
    const seen = JSON.stringify(simulator.log());
    expect(seen).toContain(operations[kind]);
    for (const value of [mobile, person.name, person.idNumber]) expect(seen).not.toContain(value);
  });
});

test.each(['16212345678', '16512345678', '17012345678', '17112345678'])(
  'a virtual operator’s number (%s) is not shown to a check that excludes it',
  async (virtual) => {
    const before = simulator.log().length;
    const answer = await checker('real-name').check({ mobile: virtual, person }, 5_000);
    expect(answer).toEqual({ answer: 'unchecked', because: 'not-covered' });
    expect(simulator.log()).toHaveLength(before);
  },
);
