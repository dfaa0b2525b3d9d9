import { randomUUID } from 'node:crypto';
import { findAttempt } from '../../ledger/attempt/find.js';
import { openAlarms } from '../../ledger/alarm/raise.js';
import { Secret } from '../../runtime/configuration/secret.js';
import { signatureHeaders } from '../../runtime/signing/gateway-signature.js';
import { sentAttempt } from '../client/receipt/sent.js';
import { openedLedger } from '../ledger/opened-ledger.js';
import type { OpenedLedger } from '../ledger/opened-ledger.js';
import { canaryNumber, gatewayKeys, openDoor, secrets, send } from './door-world.js';
import type { OpenDoor } from './door-world.js';
import { standing, standingAtRest } from './receipt-rows.js';

const route = 'sms/bank-gateway';

let opened: OpenedLedger;
let door: OpenDoor;
beforeAll(async () => {
  opened = await openedLedger();
  door = await openDoor(opened.api);
});
afterAll(async () => {
  await door.server.close();
  await opened.close();
});

type Sent = Awaited<ReturnType<typeof sentAttempt>>;
const sentMessage = (): Promise<Sent> => sentAttempt(opened.ledger, { route });
const entryOf = ({ attemptId, messageId }: Pick<Sent, 'attemptId' | 'messageId'>, code = 'delivered') => ({
  reference: attemptId,
  messageId,
  code,
  at: '2026-11-02T10:00:03+08:00',
});
const settlementOf = async ({ attemptId }: Sent) =>
  (await findAttempt(opened.ledger, attemptId))?.settlement ?? null;

interface Signing {
  readonly key?: { readonly id: string; readonly secret: string };
  readonly at?: number;
  readonly path?: string;
  /** What is signed, where it is not what is sent. */
  readonly signed?: string;
}
const headersOf = (body: string, { key = gatewayKeys[0], at = Date.now(), path, signed = body }: Signing) =>
  signatureHeaders(
    { method: 'POST', path: path ?? `/v1/receipts/${route}`, body: signed },
    { id: key.id, secret: new Secret(key.secret) },
    at,
    randomUUID(),
  );
const post = (body: string, headers: Record<string, string>, to: string = route) =>
  send(`${door.url}/v1/receipts/${to}/${secrets.gateway}`, body, headers);
const push = (entries: readonly unknown[], signing: Signing = {}) => {
  const body = JSON.stringify({ receipts: entries });
  return post(body, headersOf(body, signing));
};

describe('a signed push of receipts', () => {
  test('is stored and acknowledged in the contract’s words', async () => {
    const [one, other] = [await sentMessage(), await sentMessage()];
    const answer = await push([entryOf(one), entryOf(other, 'handset-off')]);
    expect({ status: answer.status, body: JSON.parse(answer.text) as unknown }).toEqual({
      status: 200,
      body: { result: 'recorded' },
    });
    expect(await settlementOf(one)).toBe('delivered');
    expect(await settlementOf(other)).toBe('undelivered');
  });

  test.each(gatewayKeys)('is taken by the key $id, while both are good', async (key) => {
    const sent = await sentMessage();
    expect((await push([entryOf(sent)], { key })).status).toBe(200);
    expect(await settlementOf(sent)).toBe('delivered');
  });

  test('pushed again, in its very bytes or signed anew, is acknowledged and changes nothing', async () => {
    const sent = await sentMessage();
    const body = JSON.stringify({ receipts: [entryOf(sent)] });
    const headers = headersOf(body, {});
    expect((await post(body, headers)).status).toBe(200);
    const before = await standing(opened.ledger);
    expect((await post(body, headers)).status).toBe(200);
    expect((await post(body, headersOf(body, {}))).status).toBe(200);
    expect({ ...(await standing(opened.ledger)), waiting: 0 }).toEqual({ ...before, waiting: 0 });
  });

  test('that comes in the wrong order ends delivered, without an alarm', async () => {
    const [sent, late] = [await sentMessage(), await sentMessage()];
    expect((await push([entryOf(sent), entryOf(sent, 'carrier-unknown')])).status).toBe(200);
    expect((await push([entryOf(late, 'handset-off')])).status).toBe(200);
    expect((await push([entryOf(late)])).status).toBe(200);
    for (const one of [sent, late]) expect(await settlementOf(one)).toBe('delivered');
    const subjects = (await openAlarms(opened.ledger, 100)).map(({ subject }) => subject);
    for (const { attemptId } of [sent, late]) expect(subjects).not.toContain(attemptId);
  });

  test('about the attempt of another message is nobody’s', async () => {
    const [one, other] = [await sentMessage(), await sentMessage()];
    const mixed = entryOf({ attemptId: one.attemptId, messageId: other.messageId });
    expect((await push([mixed])).status).toBe(200);
    for (const sent of [one, other]) expect(await settlementOf(sent)).toBeNull();
  });

  test('with bad entries loses none of the good, and the bad ones are counted', async () => {
    const sent = await sentMessage();
    const before = await standing(opened.ledger);
    expect((await push([null, {}, entryOf(sent), canaryNumber])).status).toBe(200);
    expect(await settlementOf(sent)).toBe('delivered');
    expect((await standing(opened.ledger)).malformed).toBe(before.malformed + 3);
  });

  test('that is no JSON is counted, and asked for again', async () => {
    const before = await standing(opened.ledger);
    const body = '{"receipts":[';
    expect(await post(body, headersOf(body, {}))).toMatchObject({ status: 400, code: 1 });
    expect((await standing(opened.ledger)).malformed).toBe(before.malformed + 1);
  });

  test('of more than 1 MiB is not taken', async () => {
    const body = JSON.stringify({ receipts: [], padding: 'x'.repeat(1024 * 1024) });
    expect((await post(body, headersOf(body, {}))).status).toBe(413);
  });
});

describe('a push without a good signature is refused, whoever knows the address', () => {
  const stranger = { id: gatewayKeys[0].id, secret: 'n'.repeat(32) };
  const forgeries: readonly (readonly [string, Signing, Record<string, string>?])[] = [
    ['another key’s', { key: stranger }],
    ['a key nobody has', { key: { ...gatewayKeys[0], id: 'unknown' } }],
    ['an old one', { at: Date.now() - 302_000 }],
    ['one of the future', { at: Date.now() + 900_000 }],
    ['another body’s', { signed: '{"receipts":[]}' }],
    ['another route’s', { path: '/v1/receipts/sms/bank-gateway-b' }],
    ['none', {}, { 'bida-signature': '' }],
    ['half of one', {}, { 'bida-signature': 'ab12' }],
    ['one whose id was changed', {}, { 'bida-id': 'another-id-altogether' }],
    ['one whose time was changed', {}, { 'bida-timestamp': String(Math.floor(Date.now() / 1000) - 60) }],
    ['one without a time', {}, { 'bida-timestamp': 'NaN' }],
  ];
  const named = forgeries.map(([name, signing, changed = {}]) => ({ name, signing, changed }));
  test.each(named)('$name', async ({ signing, changed }) => {
    const sent = await sentMessage();
    const before = await standingAtRest(opened.ledger);
    const body = JSON.stringify({ receipts: [entryOf(sent)] });
    const answer = await post(body, { ...headersOf(body, signing), ...changed });
    expect(answer).toMatchObject({ status: 401, code: 1 });
    expect(await standing(opened.ledger)).toEqual(before);
  });

  test('one whose bytes were changed without changing what they say', async () => {
    const sent = await sentMessage();
    const body = JSON.stringify({ receipts: [entryOf(sent)] });
    expect((await post(`${body} `, headersOf(body, {}))).status).toBe(401);
    expect(await settlementOf(sent)).toBeNull();
  });

  test('whatever it is, where the route has no keys', async () => {
    const body = '{"receipts":[]}';
    const signing = { path: '/v1/receipts/sms/bank-gateway-b' };
    expect((await post(body, headersOf(body, signing), 'sms/bank-gateway-b')).status).toBe(401);
  });

  test('and a good signature is no way round the secret in the address', async () => {
    const body = '{"receipts":[]}';
    const wrong = `${door.url}/v1/receipts/${route}/${'x'.repeat(32)}`;
    expect((await send(wrong, body, headersOf(body, {}))).status).toBe(404);
  });

  test('and it is logged by its route alone', () => {
    expect(door.logged()).toContain('a push without a good signature was refused');
    for (const { secret } of gatewayKeys) expect(door.logged()).not.toContain(secret);
    for (const value of [...Object.values(secrets), canaryNumber]) expect(door.logged()).not.toContain(value);
  });
});
