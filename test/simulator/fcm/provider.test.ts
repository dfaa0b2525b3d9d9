import { createSign } from 'node:crypto';
import { startSimulator, type Simulator } from '../../../simulator/simulator.js';
import { accountOf, openCallback, ownDirectory, until, type Callback } from '../bank.js';
import {
  fcmAccountOf,
  fcmClientOf,
  pushOf,
  recorded,
  serviceAccount,
} from '../../activities/send/push/fcm/firebase-world.js';

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;

const start = () =>
  startSimulator({
    accounts: [accountOf(callback.url), fcmAccountOf(callback.url)],
    stateDir: directory.path,
    receiptDelayMs: [1, 5],
    retryScale: 0.0005,
  });

beforeEach(async () => {
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

const sent = async (reference: string) => {
  const fcm = fcmClientOf(simulator.url);
  const answer = await fcm.send(pushOf(reference));
  fcm.close();
  return answer;
};
const acknowledged = (): unknown[] =>
  callback.bodies.flatMap((body) =>
    (body as { acknowledgements: { reference: string }[] }).acknowledgements.map(
      ({ reference }) => reference,
    ),
  );
const receipts = () => simulator.log().filter((entry) => entry.kind === 'receipt');

test('the app acknowledges a push by its reference, with the time it was shown', async () => {
  await sent('shown');
  await until('the acknowledgement', () => receipts().length === 1);
  expect(callback.bodies).toEqual([
    { acknowledgements: [{ reference: 'shown', at: expect.stringMatching(/Z$/) as string }] },
  ]);
  expect(receipts()).toMatchObject([{ route: 'push/fcm', outId: 'shown', ok: true, try: 1 }]);
});

test('an app told to be silent, or to fail, acknowledges nothing', async () => {
  simulator.setRules([
    { match: { times: 1 }, action: { receipt: 'none' } },
    { match: { times: 1 }, action: { receipt: { code: 'LOST' } } },
  ]);
  for (const reference of ['silent', 'failing', 'shown']) await sent(reference);
  await until('the third one’s acknowledgement', () => receipts().length === 1);
  expect(acknowledged()).toEqual(['shown']);
});

test('a duplicated acknowledgement comes twice', async () => {
  simulator.setRules([{ action: { receipt: { code: 'DELIVERED', duplicate: true } } }]);
  await sent('twice');
  await until('both', () => receipts().length === 2);
  expect(acknowledged()).toEqual(['twice', 'twice']);
});

test('an acknowledgement the bank did not take comes again', async () => {
  callback.reply = (number) => (number === 1 ? { status: 503, body: '{}' } : recorded);
  await sent('again');
  await until('the second try', () => receipts().length === 2);
  expect(receipts()).toMatchObject([
    { ok: false, try: 1 },
    { ok: true, try: 2 },
  ]);
});

test('what was taken before a restart is acknowledged after it', async () => {
  simulator.setRules([{ action: { receipt: { code: 'DELIVERED', delayMs: 1_000 } } }]);
  await sent('before');
  await simulator.stop();
  expect(acknowledged()).toEqual([]);
  simulator = await start();
  await until('the acknowledgement', () => acknowledged().includes('before'));
});

test('rules tell pushes apart by token', async () => {
  simulator.setRules([{ match: { token: pushOf('').token }, action: { reject: 'UNREGISTERED' } }]);
  expect(await sent('that-token')).toMatchObject({ failure: 'wrong-number' });
  expect(simulator.log().at(-1)).toMatchObject({
    kind: 'refusal',
    route: 'push/fcm',
    code: 'UNREGISTERED',
    outId: 'that-token',
    token: pushOf('').token,
  });
});

describe('who may send', () => {
  const assertionOf = (changed: object): string => {
    const nowS = Math.floor(Date.now() / 1000);
    const claims = {
      iss: serviceAccount.client_email,
      scope: 'https://www.googleapis.com/auth/firebase.messaging',
      aud: `${simulator.url}/token`,
      iat: nowS,
      exp: nowS + 3_600,
      ...changed,
    };
    const [head, body] = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const signed = `${head ?? ''}.${body ?? ''}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(serviceAccount.private_key, 'base64url')}`;
  };
  const granted = async (changed: object) => {
    const response = await fetch(`${simulator.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: assertionOf(changed),
      }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  test('a proper assertion is worth a token for an hour', async () => {
    expect(await granted({})).toMatchObject({
      status: 200,
      body: { expires_in: 3_599, token_type: 'Bearer' },
    });
  });

  test.each([
    ['another audience', { aud: 'https://elsewhere.test/token' }, 'invalid_grant'],
    ['an expiry that has passed', { iat: 0, exp: 3_600 }, 'invalid_grant'],
    ['more than an hour of life', { exp: Math.floor(Date.now() / 1000) + 7_200 }, 'invalid_grant'],
    ['another scope', { scope: 'https://www.googleapis.com/auth/drive' }, 'invalid_scope'],
  ])('%s is not', async (_, changed, error) => {
    expect(await granted(changed)).toMatchObject({ status: 400, body: { error } });
  });

  test.each([[undefined], ['Bearer nonsense'], ['Bearer ya29.bm9ib2R5.99999999999999.AAAA']])(
    'with %p nobody sends',
    async (authorization) => {
      const response = await fetch(
        `${simulator.url}/v1/projects/${serviceAccount.project_id}/messages:send`,
        {
          method: 'POST',
          body: JSON.stringify({ message: { token: pushOf('').token } }),
          headers: authorization === undefined ? {} : { authorization },
        },
      );
      expect(response.status).toBe(401);
      expect(simulator.log().filter((entry) => entry.kind === 'acceptance')).toEqual([]);
    },
  );
});
