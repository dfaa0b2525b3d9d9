import { startSimulator, type Simulator } from '../../../simulator/simulator.js';
import { recorded } from '../../activities/send/push/fcm/firebase-world.js';
import {
  appKey,
  cidOf,
  jpushAccountOf,
  jpushClientOf,
  masterSecret,
  pushOf,
  registrationId,
} from '../../activities/send/push/jpush/jpush-world.js';
import { accountOf, openCallback, ownDirectory, until, type Callback } from '../bank.js';

const dayMs = 24 * 3_600_000;

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
let later = 0;

const start = () =>
  startSimulator({
    accounts: [accountOf(callback.url), jpushAccountOf(callback.url)],
    stateDir: directory.path,
    receiptDelayMs: [1, 5],
    retryScale: 0.0005,
    now: () => Date.now() + later,
  });

beforeEach(async () => {
  later = 0;
  callback = await openCallback();
  callback.reply = () => recorded;
  directory = await ownDirectory();
  simulator = await start();
});
afterEach(async () => {
  await simulator.stop();
  await callback.close();
  await directory.remove();
});

const withJpush = async <T>(use: (jpush: ReturnType<typeof jpushClientOf>) => Promise<T>): Promise<T> => {
  const jpush = jpushClientOf(simulator.url);
  try {
    return await use(jpush);
  } finally {
    jpush.close();
  }
};
const cid = () => withJpush(cidOf);
const sent = (reference: string, under: string) => withJpush((jpush) => jpush.send(pushOf(reference, under)));
const acceptances = () => simulator.log().filter((entry) => entry.kind === 'acceptance');
const receipts = () => simulator.log().filter((entry) => entry.kind === 'receipt');

test('the app acknowledges a push by its reference, once though it was ordered twice', async () => {
  const under = await cid();
  await sent('shown', under);
  await sent('shown', under);
  await until('the acknowledgement', () => receipts().length === 1);
  expect(callback.bodies).toEqual([
    { acknowledgements: [{ reference: 'shown', at: expect.stringMatching(/Z$/) as string }] },
  ]);
  expect(acceptances()).toHaveLength(1);
  expect(
    simulator.log().filter((entry) => entry.kind === 'request' && entry.operation === 'push'),
  ).toHaveLength(2);
});

test('an app told to be silent acknowledges nothing', async () => {
  simulator.setRules([{ match: { token: registrationId, times: 1 }, action: { receipt: 'none' } }]);
  await sent('silent', await cid());
  await sent('shown', await cid());
  await until('the second one’s acknowledgement', () => receipts().length === 1);
  expect(receipts()).toMatchObject([{ outId: 'shown', route: 'push/jpush' }]);
});

test('what was taken before a restart is not taken again after it, and is still acknowledged', async () => {
  simulator.setRules([{ action: { receipt: { code: 'DELIVERED', delayMs: 1_000 } } }]);
  const under = await cid();
  const first = await sent('before', under);
  await simulator.stop();
  simulator = await start();
  expect(await sent('before', under)).toEqual(first);
  expect(acceptances()).toHaveLength(1);
  await until('the acknowledgement', () => receipts().length === 1);
});

test('after a day a cid is forgotten: the same order is a second message', async () => {
  const under = await cid();
  const first = await sent('forgotten', under);
  later = dayMs;
  expect(await sent('forgotten', under)).not.toEqual(first);
  expect(acceptances()).toHaveLength(2);
});

describe('who may send', () => {
  const asked = (path: string, authorization?: string, init: RequestInit = {}) =>
    fetch(`${simulator.url}${path}`, {
      ...init,
      headers: authorization === undefined ? {} : { authorization },
    });
  const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
  const good = basic(`${appKey}:${masterSecret}`);

  test('whoever has key and secret, and is told of the limit', async () => {
    const answer = await asked('/v3/push/cid?count=3', good);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-rate-limit-limit')).toBe('600');
    expect(await answer.json()).toEqual({
      cidlist: [0, 1, 2].map(() => expect.stringContaining(`${appKey}-`) as string),
    });
  });

  test.each([
    [undefined],
    ['Bearer nonsense'],
    [basic(`${appKey}:another`)],
    [basic(`another:${masterSecret}`)],
    [basic(appKey)],
  ])('with %p nobody', async (authorization) => {
    const answer = await asked('/v3/push', authorization, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ error: { code: 1004, message: 'Authen failed' } });
    expect(acceptances()).toEqual([]);
  });

  test.each([
    ['GET', undefined, 405, 1001],
    ['POST', 'nonsense', 400, 1003],
    ['POST', '{}', 400, 1002],
    [
      'POST',
      '{"platform":"all","audience":{"registration_id":["x"]},"notification":{},"colour":1}',
      400,
      1009,
    ],
  ])('%s %s is refused', async (method, body, status, code) => {
    const answer = await asked('/v3/push', good, { method, ...(body === undefined ? {} : { body }) });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { code } });
  });
});
