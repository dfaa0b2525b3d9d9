import type { Fcm } from '../../../../../activities/send/push/fcm/client.js';
import { createFcm } from '../../../../../activities/send/push/fcm/client.js';
import { fcmSendCodes } from '../../../../../domain/provider/fcm/codes.js';
import type { RuleInput } from '../../../../../simulator/rules.js';
import { startSimulator, type Simulator } from '../../../../../simulator/simulator.js';
import { freePort, openCallback, ownDirectory, type Callback } from '../../../../simulator/bank.js';
import {
  deviceToken,
  fcmAccountOf,
  fcmClientOf,
  otherKey,
  pushOf,
  recorded,
  serviceAccount,
} from './firebase-world.js';

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
const clients: Fcm[] = [];

const client = (more: Parameters<typeof fcmClientOf>[1] = {}): Fcm => {
  const made = fcmClientOf(simulator.url, more);
  clients.push(made);
  return made;
};
const acceptedFor = (outId: string) =>
  simulator.log().filter((entry) => entry.kind === 'acceptance' && entry.outId === outId);
const requestsOf = (operation: string) =>
  simulator.log().filter((entry) => entry.kind === 'request' && entry.operation === operation);

beforeAll(async () => {
  callback = await openCallback();
  callback.reply = () => recorded;
  directory = await ownDirectory();
  simulator = await startSimulator({
    accounts: [fcmAccountOf(callback.url)],
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
  test('an accepted push has FCM’s id, and FCM’s log says what was sent', async () => {
    const answer = await client().send(pushOf('plain'));
    const [entry] = acceptedFor('plain');
    expect(entry).toMatchObject({
      channel: 'push',
      route: 'push/fcm',
      token: deviceToken,
      title: pushOf('').title,
      body: pushOf('').body,
      data: { reference: '1234-F1', acknowledge: 'plain' },
    });
    expect(answer).toEqual({
      result: 'accepted',
      messageId: entry?.kind === 'acceptance' && entry.channel === 'push' ? entry.messageId : '',
    });
  });

  test('many pushes at once need one access token, and keep their own answers', async () => {
    const fcm = client();
    const before = requestsOf('token').length;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => fcm.send(pushOf(`many-${index}`))),
    );
    const ids = answers.map((answer) => (answer.result === 'accepted' ? answer.messageId : ''));
    expect(new Set(ids).size).toBe(20);
    expect(requestsOf('token')).toHaveLength(before + 1);
  });

  test('a token is asked for again a minute before it expires, and no sooner', async () => {
    let later = 0;
    const fcm = client({ now: () => Date.now() + later });
    const before = requestsOf('token').length;
    await fcm.send(pushOf('expiry'));
    later = 3_500_000;
    await fcm.send(pushOf('expiry'));
    expect(requestsOf('token')).toHaveLength(before + 1);
    later = 3_545_000;
    // The simulator's clock has not moved: to it this assertion is from the future.
    expect(await fcm.send(pushOf('expiry'))).toMatchObject({ result: 'rejected', code: 'invalid_grant' });
    expect(requestsOf('token')).toHaveLength(before + 2);
  });

  test('a token that is not accepted is given up: the next push asks for another', async () => {
    const fcm = client();
    simulator.setRules([{ match: { times: 1 }, action: { reject: 'UNAUTHENTICATED' } }]);
    expect(await fcm.send(pushOf('revoked'))).toMatchObject({
      failure: 'misconfigured',
      code: 'UNAUTHENTICATED',
    });
    const before = requestsOf('token').length;
    expect(await fcm.send(pushOf('renewed'))).toMatchObject({ result: 'accepted' });
    expect(requestsOf('token')).toHaveLength(before + 1);
  });

  const another = (changed: object) => ({ serviceAccount: { ...serviceAccount, ...changed } });
  test.each([
    ['a token that is none', { token: 'short' }, {}, 'INVALID_ARGUMENT', 'wrong-number'],
    ['words too long', { body: 'x'.repeat(5_000) }, {}, 'INVALID_ARGUMENT', 'content-rejected'],
    ['a reserved name in the data', { data: { from: 'x' } }, {}, 'INVALID_ARGUMENT', 'content-rejected'],
    ['another project', {}, another({ project_id: 'another-one' }), 'PERMISSION_DENIED', 'misconfigured'],
    ['another key', {}, another({ private_key: otherKey() }), 'invalid_grant', 'misconfigured'],
    ['an unknown account', {}, another({ client_email: 'nobody@x.test' }), 'invalid_grant', 'misconfigured'],
    ['a clock two hours off', {}, { now: () => Date.now() - 7_200_000 }, 'invalid_grant', 'misconfigured'],
  ])('%s is refused for certain', async (_, message, options, code, failure) => {
    const answer = await client(options).send(pushOf('refused', message));
    expect(answer).toEqual({ result: 'rejected', failure, code, listed: true });
    expect(acceptedFor('refused')).toEqual([]);
  });

  test.each([
    ['as long as FCM says', { retryAfterS: 90 }, 90_000],
    ['a minute where FCM does not say', {}, 60_000],
  ])('a limit is waited out: %s', async (_, more, retryAfterMs) => {
    simulator.setRules([{ action: { reject: 'QUOTA_EXCEEDED', ...more } }]);
    expect(await client().send(pushOf('limited'))).toEqual({
      result: 'rejected',
      failure: 'rate-limited',
      code: 'QUOTA_EXCEEDED',
      listed: true,
      retryAfterMs,
    });
  });

  test('FCM cannot be asked later', async () => {
    expect(await client().ask()).toEqual({ result: 'no-answer' });
  });
});

describe('each code on the wire comes out as its class', () => {
  const plain = fcmSendCodes.filter(({ code, when }) => when === undefined && !code.startsWith('HTTP_'));
  test.each(plain.map(({ code, meaning }) => [code, meaning]))('%s is %s', async (code, meaning) => {
    simulator.setRules([{ action: { reject: code } }]);
    expect(await client().send(pushOf('row'))).toMatchObject(
      meaning === 'unknown-outcome'
        ? { result: 'unknown', because: 'undetermined-code', code, listed: true }
        : { result: 'rejected', failure: meaning, code, listed: true },
    );
  });

  test.each([
    [401, 'misconfigured'],
    [403, 'misconfigured'],
    [429, 'rate-limited'],
  ])('a bare HTTP %i is %s', async (status, failure) => {
    simulator.setRules([{ action: { acceptThen: { status, body: '<html>' } } }]);
    expect(await client().send(pushOf('bare'))).toMatchObject({
      result: 'rejected',
      failure,
      code: `HTTP_${status}`,
    });
  });
});

type Cases = readonly (readonly [string, string, RuleInput['action']])[];
const answering = (status: number, body: string, cut = false) => ({ acceptThen: { status, body, cut } });

describe('an outcome that is not known', () => {
  const taken: Cases = [
    ['dropped', 'reset', { acceptThen: 'drop' }],
    ['unanswered', 'timeout', { acceptThen: 'timeout' }],
    ['late', 'timeout', { acceptThen: 'late', delayMs: 2_000 }],
    ['html', 'broken-answer', { acceptThen: 'html-502' }],
    ['cut', 'reset', answering(200, '{"name":"projects/', true)],
    ['no-name', 'broken-answer', answering(200, '{}')],
    ['known-code-under-500', 'broken-answer', answering(500, '{"error":{"status":"NOT_FOUND"}}')],
    ['new-code', 'undetermined-code', answering(400, '{"error":{"status":"NEVER_SEEN"}}')],
  ];
  test.each(taken)('%s: %s, and it was taken', async (name, because, action) => {
    simulator.setRules([{ action }]);
    const fcm = client({ callTimeoutMs: because === 'timeout' ? 500 : 5_000 });
    expect(await fcm.send(pushOf(name))).toMatchObject({ result: 'unknown', because });
    expect(acceptedFor(name)).toHaveLength(1);
  });

  const notTaken: Cases = [
    ['unheard', 'timeout', { timeout: true }],
    ['broken-off', 'reset', { refuseBefore: 'drop' }],
    ['gateway', 'broken-answer', { refuseBefore: 'html-502' }],
  ];
  test.each(notTaken)('%s: %s, though it was not taken', async (name, because, action) => {
    simulator.setRules([{ action }]);
    const fcm = client({ callTimeoutMs: because === 'timeout' ? 500 : 5_000 });
    expect(await fcm.send(pushOf(name))).toEqual({ result: 'unknown', because });
    expect(acceptedFor(name)).toEqual([]);
  });
});

describe('trouble before the push left us is known: nothing was sent', () => {
  const down = (code: string, listed = true) => ({ failure: 'provider-down', code, listed });
  const cases: readonly (readonly [string, RuleInput['action'], object])[] = [
    ['no answer', { timeout: true }, down('token-timeout')],
    ['a connection dropped', { refuseBefore: 'drop' }, down('token-reset')],
    ['an HTML 502', { refuseBefore: 'html-502' }, down('token-broken')],
    ['no token in the answer', answering(200, '{}'), down('token-broken')],
    ['a new refusal', { reject: 'never_seen' }, down('never_seen', false)],
    [
      'a refusal',
      { reject: 'invalid_grant' },
      { failure: 'misconfigured', code: 'invalid_grant', listed: true },
    ],
    [
      'a limit',
      { reject: 'rate_limit', status: 429 },
      { failure: 'rate-limited', code: 'token-limited', listed: true, retryAfterMs: 60_000 },
    ],
  ];
  test.each(cases)('%s of the token endpoint', async (_, action, expected) => {
    simulator.setRules([{ match: { operation: 'token' }, action }]);
    const before = requestsOf('messages:send').length;
    const answer = await client({ callTimeoutMs: 1_000 }).send(pushOf('no-token'));
    expect(answer).toEqual({ result: 'rejected', ...expected });
    expect(requestsOf('messages:send')).toHaveLength(before);
  });

  test('nobody listening', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const noApi = await client({ endpoint: nowhere }).send(pushOf('down'));
    expect(noApi).toEqual({ result: 'rejected', ...down('ECONNREFUSED') });
    const noTokens = await client({ tokenUrl: `${nowhere}/token` }).send(pushOf('down'));
    expect(noTokens).toEqual({ result: 'rejected', ...down('token-not-sent') });
  });
});

test('neither token nor words come out, whatever FCM says', async () => {
  const { title, body } = pushOf('');
  for (const echo of [deviceToken, 'canaryTokenOfADeviceThatMustShowUpNowhere', body, title]) {
    const actions: RuleInput['action'][] = [
      { reject: echo, message: `${deviceToken} ${title} ${body}` },
      answering(200, JSON.stringify({ name: `projects/p/messages/${echo}` })),
      answering(400, JSON.stringify({ error: { status: echo, message: echo } })),
    ];
    for (const action of actions) {
      simulator.setRules([{ action }]);
      const text = JSON.stringify(await client().send(pushOf('echo')));
      for (const canary of ['APA91b', 'canary', '欧阳', '88776655']) expect(text).not.toContain(canary);
    }
  }
});

describe('a service account', () => {
  const opened = (changed: object) => () =>
    createFcm({ serviceAccount: { ...serviceAccount, ...changed }, callTimeoutMs: 1_000, now: Date.now });

  test.each([
    ['type', { type: 'authorized_user' }],
    ['project_id', { project_id: 7 }],
    ['client_email', { client_email: undefined }],
    ['private_key_id', { private_key_id: '' }],
    ['private_key', { private_key: '-----BEGIN PRIVATE KEY-----\nsecretcanary\n-----END PRIVATE KEY-----' }],
  ])('without a proper %s is refused by that name, and without its value', (name, changed) => {
    expect(opened(changed)).toThrow(new RangeError(`the FCM service account has no proper ${name}`));
  });

  test.each([[null], ['text'], [[]]])('that is %j is refused', (json) => {
    expect(() => createFcm({ serviceAccount: json, callTimeoutMs: 1, now: Date.now })).toThrow(RangeError);
  });
});
