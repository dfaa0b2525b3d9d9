/** Who is let in at `/metrics` of the API. */
import { createServer } from '../../../api/server.js';
import { Ledger } from '../../../ledger/ledger.js';
import { addressList } from '../../../runtime/network/address-list.js';
import type { AddressList } from '../../../runtime/network/address-list.js';
import { unaskedDoor } from '../unasked-door.js';

const said = '# HELP bida_up Says something\n# TYPE bida_up gauge\nbida_up 1\n';

let ledger: Ledger;
let server: Awaited<ReturnType<typeof createServer>>;
/** As it is in force. */
let sources: AddressList | undefined;
beforeAll(async () => {
  ledger = new Ledger({ url: 'postgres://nobody@127.0.0.1:1/nothing' });
  const { door, codec, codecOrigins } = unaskedDoor(ledger, 'metrics');
  const proxies = addressList(['10.0.0.0/8']);
  server = await createServer({
    ...{ door, codec, codecOrigins },
    isTrustedProxy: (address) => proxies.has(address),
    metrics: {
      get sources() {
        return sources;
      },
      text: () => Promise.resolve(said),
    },
  });
});
beforeEach(() => (sources = undefined));
afterAll(async () => {
  await server.close();
  await ledger.close();
});

const ask = (remoteAddress: string, headers: Record<string, string> = {}, url = '/metrics') =>
  server.inject({ method: 'GET', url, remoteAddress, headers });

test('this machine is told, in Prometheus’ text format, and nobody keeps it', async () => {
  const { statusCode, headers, body } = await ask('127.0.0.1');
  expect({ statusCode, body }).toEqual({ statusCode: 200, body: said });
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(headers['cache-control']).toBe('no-store');
});

test('everybody else finds nothing there, as at any address that is none', async () => {
  const without = (body: string) => ({ ...(JSON.parse(body) as object), requestId: '' });
  const none = await ask('203.0.113.7', {}, '/nothing-here');
  for (const answer of [
    await ask('203.0.113.7'),
    await ask('127.0.0.1', { 'x-forwarded-for': '203.0.113.7' }),
    await ask('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }),
    await ask('127.0.0.1', { via: '1.1 proxy' }),
    // By a proxy of ours, for somebody outside.
    await ask('10.0.0.5', { 'x-forwarded-for': '203.0.113.7' }),
    await ask('10.0.0.5'),
  ]) {
    expect(answer.statusCode).toBe(404);
    expect(without(answer.body)).toEqual(without(none.body));
  }
});

test('the networks that are configured are told, by their own address or as a proxy of ours says, and no others', async () => {
  sources = addressList(['192.0.2.0/24']);
  expect((await ask('192.0.2.9')).statusCode).toBe(200);
  expect((await ask('10.0.0.5', { 'x-forwarded-for': '192.0.2.9' })).statusCode).toBe(200);
  expect((await ask('203.0.113.7', { 'x-forwarded-for': '192.0.2.9' })).statusCode).toBe(404);
  expect((await ask('127.0.0.1')).statusCode).toBe(404);
});

test('no token opens it to somebody else', async () => {
  expect((await ask('203.0.113.7', { authorization: 'Bearer token' })).statusCode).toBe(404);
});
