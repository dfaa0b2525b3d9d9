import type { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Jpush } from '../../../../../activities/send/push/jpush/client.js';
import { jpushCodes } from '../../../../../domain/provider/jpush/codes.js';
import type { RuleInput } from '../../../../../simulator/rules.js';
import { startSimulator, type Simulator } from '../../../../../simulator/simulator.js';
import { freePort, openCallback, ownDirectory, type Callback } from '../../../../simulator/bank.js';
import { recorded } from '../fcm/firebase-world.js';
import { appKey, cidOf, jpushAccountOf, jpushClientOf, pushOf, registrationId } from './jpush-world.js';

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
const clients: Jpush[] = [];

const client = (more: Parameters<typeof jpushClientOf>[1] = {}): Jpush => {
  const made = jpushClientOf(simulator.url, more);
  clients.push(made);
  return made;
};
/** Sends under a cid of its own. */
const sent = async (reference: string, jpush = client(), more: Parameters<typeof pushOf>[2] = {}) =>
  jpush.send(pushOf(reference, await cidOf(jpush), more));
const acceptedFor = (outId: string) =>
  simulator.log().filter((entry) => entry.kind === 'acceptance' && entry.outId === outId);
const requestsOf = (operation: string) =>
  simulator.log().filter((entry) => entry.kind === 'request' && entry.operation === operation);

beforeAll(async () => {
  callback = await openCallback();
  callback.reply = () => recorded;
  directory = await ownDirectory();
  simulator = await startSimulator({
    accounts: [jpushAccountOf(callback.url)],
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

test('the request is the one JPush describes, signed by the example of its manual', async () => {
  const heard: { url: string; method: string; authorization: string; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      const { url = '', method = '', headers } = request;
      heard.push({ url, method, authorization: headers.authorization ?? '', body });
      response.end('{"sendno":"0","msg_id":"1828256757"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const jpush = client({ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  const answer = await jpush.send(pushOf('shape', `${appKey}-x`));
  jpush.close();
  await new Promise((resolve) => server.close(resolve));
  expect(answer).toEqual({ result: 'accepted', messageId: '1828256757' });
  expect(heard).toHaveLength(1);
  expect(heard[0]).toMatchObject({
    url: '/v3/push',
    method: 'POST',
    // Published beside this app key and secret in the vendor's manual.
    authorization: 'Basic N2Q0MzFlNDJkZmE2YTZkNjkzYWMyZDA0OjVlOTg3YWM2ZDJlMDRkOTVhOWQ4ZjBkMQ==',
  });
  const { title, body } = pushOf('', '');
  const extras = { reference: '1234-F1', acknowledge: 'shape' };
  expect(JSON.parse(heard[0]?.body ?? '')).toEqual({
    cid: `${appKey}-x`,
    platform: 'all',
    audience: { registration_id: [registrationId] },
    notification: {
      alert: body,
      android: { alert: body, title, extras },
      ios: { alert: { title, body }, sound: 'default', extras },
    },
    options: { time_to_live: 3_600, apns_production: false },
  });
});

describe('sending', () => {
  test('an accepted push has JPush’s id, and JPush’s log says what was sent', async () => {
    const answer = await sent('plain');
    const [entry] = acceptedFor('plain');
    expect(entry).toMatchObject({
      channel: 'push',
      route: 'push/jpush',
      token: registrationId,
      title: pushOf('', '').title,
      data: { reference: '1234-F1', acknowledge: 'plain' },
    });
    expect(answer).toEqual({
      result: 'accepted',
      messageId: entry?.kind === 'acceptance' && entry.channel === 'push' ? entry.messageId : '',
    });
  });

  test('the same call again is answered the same, and is no second message', async () => {
    const jpush = client();
    const push = pushOf('again', await cidOf(jpush));
    const answers = await Promise.all([jpush.send(push), jpush.send(push)]);
    expect(answers[0]).toMatchObject({ result: 'accepted' });
    expect(answers[1]).toEqual(answers[0]);
    expect(await jpush.send(push)).toEqual(answers[0]);
    expect(acceptedFor('again')).toHaveLength(1);
  });

  test('what was refused first is judged anew under the same cid', async () => {
    const jpush = client();
    const push = pushOf('second-chance', await cidOf(jpush));
    simulator.setRules([{ match: { times: 1 }, action: { reject: '2002' } }]);
    expect(await jpush.send(push)).toMatchObject({ failure: 'rate-limited' });
    expect(await jpush.send(push)).toMatchObject({ result: 'accepted' });
  });

  test('many at once have a cid each, got ten at a time', async () => {
    const jpush = client();
    const before = requestsOf('push/cid').length;
    const cids = await Promise.all(Array.from({ length: 25 }, () => cidOf(jpush)));
    expect(new Set(cids).size).toBe(25);
    expect(requestsOf('push/cid')).toHaveLength(before + 3);
    for (const cid of cids)
      expect(cid).toMatch(new RegExp(`^${appKey}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`));
  });

  test('a cid that lay about for an hour is not used any more', async () => {
    let later = 0;
    const jpush = client({ now: () => Date.now() + later });
    await cidOf(jpush);
    const before = requestsOf('push/cid').length;
    later = 3_600_000;
    await cidOf(jpush);
    expect(requestsOf('push/cid')).toHaveLength(before + 1);
  });

  test.each([
    ['a registration id that is none', { registrationId: 'short' }, '1003', 'wrong-number'],
    ['words too long', { body: 'x'.repeat(5_000) }, '1005', 'content-rejected'],
    [
      'a cid JPush never gave out',
      { cid: `${appKey}-0b6f3c1e-8a55-4d0e-9d5e-3f2a1b4c5d6e` },
      '1003',
      'content-rejected',
    ],
  ])('%s is refused for certain', async (_, message, code, failure) => {
    expect(await sent('refused', client(), message)).toEqual({
      result: 'rejected',
      failure,
      code,
      listed: true,
    });
    expect(acceptedFor('refused')).toEqual([]);
  });

  test.each([
    ['for as long as JPush says', { retryAfterS: 17 }, 17_000],
    ['for a minute where JPush does not say', {}, 60_000],
  ])('a limit is waited out %s', async (_, more, retryAfterMs) => {
    simulator.setRules([{ action: { reject: '2002', ...more } }]);
    expect(await sent('limited')).toEqual({
      result: 'rejected',
      failure: 'rate-limited',
      code: '2002',
      listed: true,
      retryAfterMs,
    });
  });

  test('another secret is no way in, for pushes and for cids', async () => {
    const jpush = client({ masterSecret: 'another' });
    const refusal = { result: 'rejected', failure: 'misconfigured', code: '1004', listed: true };
    expect(await jpush.reserve()).toEqual(refusal);
    expect(await jpush.send(pushOf('stranger', `${appKey}-x`))).toEqual(refusal);
  });

  test('JPush cannot be asked later', async () => {
    expect(await client().ask()).toEqual({ result: 'no-answer' });
  });
});

describe('each code on the wire comes out as its class', () => {
  const own = jpushCodes.filter(({ code }) => !code.startsWith('JPUSH_HTTP_'));
  test.each(
    own.map(({ code, when, meaning }) => [
      code,
      when === undefined ? 'x' : 'The registration_id is invalid!',
      meaning,
    ]),
  )('%s (%s) is %s', async (code, message, meaning) => {
    simulator.setRules([{ action: { reject: code, message } }]);
    expect(await sent('row')).toMatchObject(
      meaning === 'unknown-outcome'
        ? { result: 'unknown', because: 'undetermined-code', code, listed: true }
        : { result: 'rejected', failure: meaning, code, listed: true },
    );
  });

  test.each(
    jpushCodes
      .filter(({ code }) => code.startsWith('JPUSH_HTTP_'))
      .map(({ code, meaning }) => [code, meaning]),
  )('a bare %s is %s', async (code, failure) => {
    simulator.setRules([{ action: { acceptThen: { status: Number(code.slice(11)), body: '<html>' } } }]);
    expect(await sent('bare')).toMatchObject({ result: 'rejected', failure, code });
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
    ['cut', 'reset', answering(200, '{"msg_id":"1', true)],
    ['no-id', 'broken-answer', answering(200, '{"sendno":"0"}')],
    ['inexact-id', 'broken-answer', answering(200, '{"msg_id":18100287008725185000}')],
    ['known-code-under-500', 'broken-answer', answering(500, '{"error":{"code":1011}}')],
    ['new-code', 'undetermined-code', answering(400, '{"error":{"code":9876}}')],
    ['no-code', 'undetermined-code', answering(400, '{"error":{}}')],
  ];
  test.each(taken)('%s: %s, it was taken, and calling again finds it', async (name, because, action) => {
    simulator.setRules([{ match: { times: 1 }, action }]);
    const jpush = client({ callTimeoutMs: because === 'timeout' ? 500 : 5_000 });
    const push = pushOf(name, await cidOf(jpush));
    expect(await jpush.send(push)).toMatchObject({ result: 'unknown', because });
    expect(await jpush.send(push)).toMatchObject({ result: 'accepted' });
    expect(acceptedFor(name)).toHaveLength(1);
  });

  const notTaken: Cases = [
    ['unheard', 'timeout', { timeout: true }],
    ['broken-off', 'reset', { refuseBefore: 'drop' }],
    ['gateway', 'broken-answer', { refuseBefore: 'html-502' }],
  ];
  test.each(notTaken)('%s: %s, though it was not taken', async (name, because, action) => {
    simulator.setRules([{ action }]);
    const jpush = client({ callTimeoutMs: because === 'timeout' ? 500 : 5_000 });
    expect(await sent(name, jpush)).toEqual({ result: 'unknown', because });
    expect(acceptedFor(name)).toEqual([]);
  });
});

describe('trouble before the push left us is known: nothing was sent', () => {
  const down = (code: string, listed = true) => ({ failure: 'provider-down', code, listed });
  const cases: readonly (readonly [string, RuleInput['action'], object])[] = [
    ['no answer', { timeout: true }, down('cid-timeout')],
    ['a connection dropped', { refuseBefore: 'drop' }, down('cid-reset')],
    ['an HTML 502', { refuseBefore: 'html-502' }, down('cid-broken')],
    ['no cid in the answer', answering(200, '{"cidlist":[7]}'), down('cid-broken')],
    ['a new refusal', { reject: '9876' }, down('9876', false)],
    ['an error inside', { reject: '1000' }, down('1000')],
    ['a bar', { reject: '2004' }, { failure: 'misconfigured', code: '2004', listed: true }],
    [
      'a limit',
      { reject: '2002', retryAfterS: 9 },
      { failure: 'rate-limited', code: '2002', listed: true, retryAfterMs: 9_000 },
    ],
  ];
  test.each(cases)('%s where a cid is asked for', async (_, action, expected) => {
    simulator.setRules([{ match: { operation: 'push/cid' }, action }]);
    expect(await client({ callTimeoutMs: 1_000 }).reserve()).toEqual({ result: 'rejected', ...expected });
  });

  test('nobody listening', async () => {
    const jpush = client({ endpoint: `http://127.0.0.1:${await freePort()}` });
    expect(await jpush.reserve()).toEqual({ result: 'rejected', ...down('cid-not-sent') });
    expect(await jpush.send(pushOf('down', `${appKey}-x`))).toEqual({
      result: 'rejected',
      ...down('ECONNREFUSED'),
    });
  });
});

test('neither registration id nor words come out, whatever JPush says', async () => {
  const { title, body } = pushOf('', '');
  for (const echo of [registrationId, body, title, '88776655']) {
    const actions: RuleInput['action'][] = [
      { reject: echo, message: `${registrationId} ${title} ${body}` },
      answering(200, JSON.stringify({ msg_id: echo })),
      answering(400, JSON.stringify({ error: { code: echo, message: echo } })),
    ];
    for (const action of actions) {
      simulator.setRules([{ action }]);
      const text = JSON.stringify(await sent('echo'));
      for (const canary of ['140fe1', 'canary', '欧阳', '88776655']) expect(text).not.toContain(canary);
    }
  }
});
