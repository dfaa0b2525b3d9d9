/** Who is let in at the receipts door: secrets that change, and sources. */
import { openAlarms } from '../../ledger/alarm/raise.js';
import { findAttempt } from '../../ledger/attempt/find.js';
import { sourcesOf } from '../../api/receipt/sources.js';
import { createServer } from '../../api/server.js';
import { createPayloadCodec } from '../../runtime/codec/payload-codec.js';
import { Secret } from '../../runtime/configuration/secret.js';
import { createLogger } from '../../runtime/logging/logger.js';
import { noTally } from '../../runtime/metrics/tally.js';
import { addressList } from '../../runtime/network/address-list.js';
import { readKeyring } from '../../runtime/keys/keyring.js';
import { RecordingStories } from '../client/intake-world.js';
import { sentAttempt } from '../client/receipt/sent.js';
import { openedLedger } from '../ledger/opened-ledger.js';
import type { OpenedLedger } from '../ledger/opened-ledger.js';
import { newKey, temporaryFolder, writePrivate } from '../runtime/temporary-folder.js';
import { eventually } from '../workflows/stage/eventually.js';
import { rowOf } from './receipt-rows.js';

const [old, fresh, other] = ['oK7vZ2qR9tW4nB1yL5mJ0p', 'fL3mJ8pS5dH6gC0aX1vM4k', 'tH2rE6eN9oT5oN7eO3fT8h'];

let opened: OpenedLedger;
let server: Awaited<ReturnType<typeof createServer>>;
let lines = '';
beforeAll(async () => {
  opened = await openedLedger();
  const logger = createLogger({
    name: 'api',
    level: 'trace',
    destination: { write: (line: string) => void (lines += line) },
  });
  const proxies = addressList(['10.0.0.0/8', 'fd00::/8']);
  server = await createServer({
    door: {
      ledger: opened.api,
      stories: new RecordingStories(),
      clock: { now: () => Date.now() },
      logger,
      tally: noTally,
      secrets: new Map([
        ['sms/aliyun', new Secret(fresh, [old])],
        ['sms/aliyun-b', new Secret(other)],
      ]),
      protocols: new Map([
        ['sms/aliyun', 'aliyun-sms'],
        ['sms/aliyun-b', 'aliyun-sms'],
      ]),
      sources: sourcesOf([
        { route: 'sms/aliyun' },
        { route: 'sms/aliyun-b', receiptSources: ['203.0.113.0/24', '2001:db8:1::/48'] },
      ]),
    },
    codec: createPayloadCodec(readKeyring(writePrivate(temporaryFolder(), 'codec.key', newKey()))),
    codecOrigins: [],
    isTrustedProxy: (address) => proxies.has(address),
  });
});
afterAll(async () => {
  await server.close();
  await opened.close();
});

/** Pushes a receipt from an address, for whom its proxies say; answers the status and whether it was taken. */
async function push(route: string, secret: string, from = '127.0.0.1', forwarded?: string) {
  const sent = await sentAttempt(opened.ledger, { route: route });
  const { statusCode, body } = await server.inject({
    method: 'POST',
    url: `/v1/receipts/${route}/${secret}`,
    remoteAddress: from,
    headers: {
      'content-type': 'application/json',
      ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
    },
    payload: JSON.stringify([rowOf(sent)]),
  });
  const settled = (await findAttempt(opened.ledger, sent.attemptId))?.settlement === 'delivered';
  return { status: statusCode, body, settled };
}
const taken = { status: 200, settled: true };
const refused = { status: 404, settled: false };

describe('while a secret takes the place of another', () => {
  test.each([fresh, old])('receipts are taken under both', async (secret) => {
    expect(await push('sms/aliyun', secret)).toMatchObject(taken);
  });

  test.each([other, '', `${fresh}${old}`, `${fresh}%0A${old}`, fresh.slice(1), 'undefined'])(
    'nothing else is',
    async (secret) => {
      expect(await push('sms/aliyun', secret)).toMatchObject(refused);
    },
  );

  test('a secret of one route is none of another', async () => {
    expect(await push('sms/aliyun-b', old, '203.0.113.7')).toMatchObject(refused);
  });
});

describe('a route that says where its receipts come from', () => {
  const from = (address: string, forwarded?: string) => push('sms/aliyun-b', other, address, forwarded);

  test.each(['203.0.113.7', '::ffff:203.0.113.7', '::ffff:cb00:7107', '2001:db8:1::42'])(
    'takes them from %s',
    async (address) => {
      expect(await from(address)).toMatchObject(taken);
    },
  );

  test.each(['203.0.114.7', '::ffff:203.0.114.7', '2001:db8:2::42', '127.0.0.1', '::1'])(
    'has no door for %s',
    async (address) => {
      expect(await from(address)).toMatchObject(refused);
    },
  );

  test('believes a sender nothing of where it says it comes from', async () => {
    for (const forwarded of ['203.0.113.7', '10.0.0.1, 203.0.113.7', '::ffff:203.0.113.7'])
      expect(await from('198.51.100.66', forwarded)).toMatchObject(refused);
  });

  test('believes its own proxies, a chain of them, and only as far as they are ours', async () => {
    expect(await from('10.0.0.5', '203.0.113.7')).toMatchObject(taken);
    expect(await from('::ffff:10.0.0.5', '203.0.113.7')).toMatchObject(taken);
    expect(await from('10.0.0.5', '203.0.113.7, fd00::9')).toMatchObject(taken);
    // What stands before the first address that is no proxy of ours was written by that one.
    expect(await from('10.0.0.5', '203.0.113.7, 198.51.100.66')).toMatchObject(refused);
    expect(await from('10.0.0.5', '203.0.113.7, 198.51.100.66, fd00::9')).toMatchObject(refused);
    expect(await from('10.0.0.5', 'gibberish')).toMatchObject(refused);
    expect(await from('10.0.0.5', '203.0.113.7, gibberish')).toMatchObject(refused);
    // A proxy that says nothing is itself the sender.
    expect(await from('10.0.0.5')).toMatchObject(refused);
  });

  test('answers whoever comes from elsewhere as it answers a wrong secret', async () => {
    const [source, secret, route] = [
      await from('198.51.100.66'),
      await push('sms/aliyun-b', old, '203.0.113.7'),
      await push('sms/nowhere', other, '203.0.113.7'),
    ];
    expect(source).toEqual(secret);
    expect(source).toEqual(route);
  });

  test('raises an alarm and counts it, with the secret alone: neither secret nor address is logged', async () => {
    const alarm = () =>
      openAlarms(opened.ledger, 50).then((all) => all.find(({ kind }) => kind === 'receipt-source-refused'));
    const before = await eventually('the alarm stands', alarm);
    await push('sms/aliyun-b', 'guessed-guessed-guessed', '198.51.100.66');
    expect((await from('198.51.100.66')).status).toBe(404);
    const after = await eventually('it is counted', async () => {
      const now = await alarm();
      return (now?.times ?? 0) > before.times ? now : undefined;
    });
    expect(after).toMatchObject({ subject: 'sms/aliyun-b', times: before.times + 1 });
    expect(lines).toContain('198.51.*.*');
    for (const never of [old, fresh, other, 'guessed', '198.51.100']) expect(lines).not.toContain(never);
  });
});

test('a provider that has much to report is never told to come later', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 50 }, () =>
      server.inject({ method: 'POST', url: `/v1/receipts/sms/aliyun/${fresh}`, payload: '[]' }),
    ),
  );
  expect(new Set(statuses.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  expect(statuses[0]?.headers).not.toHaveProperty('x-ratelimit-limit');
});
