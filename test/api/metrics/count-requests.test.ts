/** What is counted of requests: by which address, never what somebody put into it. */
import { Readable } from 'node:stream';
import Fastify from 'fastify';
import { countRequests } from '../../../api/metrics/count-requests.js';
import { createServer } from '../../../api/server.js';
import { Ledger } from '../../../ledger/ledger.js';
import { noTally } from '../../../runtime/metrics/tally.js';
import type { Tally } from '../../../runtime/metrics/tally.js';
import { unaskedDoor } from '../unasked-door.js';

type Request = Parameters<Tally['requestAnswered']>[0];
const counted: Request[] = [];
const tally: Tally = { ...noTally, requestAnswered: (request) => void counted.push(request) };
beforeEach(() => void counted.splice(0));

let ledger: Ledger;
let server: Awaited<ReturnType<typeof createServer>>;
beforeAll(async () => {
  ledger = new Ledger({ url: 'postgres://nobody@127.0.0.1:1/nothing' });
  const { door, codec, codecOrigins } = unaskedDoor(ledger, 'counted');
  server = await createServer({ door: { ...door, tally }, codec, codecOrigins });
});
afterAll(async () => {
  await server.close();
  await ledger.close();
});

test.each([
  ['GET', '/healthz', 200, '/healthz'],
  ['GET', '/readyz', 503, '/readyz'],
  ['DELETE', '/healthz', 405, undefined],
  ['POST', '/v1/receipts/sms/aliyun/somebodys-secret', 404, '/v1/receipts/{channel}/{provider}/{secret}'],
  ['GET', '/13800138000?phone=13800138000', 404, undefined],
] as const)('%s %s is counted as %s at its address', async (method, url, status, address) => {
  const answer = await server.inject({ method, url });
  expect(answer.statusCode).toBe(status);
  const [{ tookMs, ...its } = { tookMs: -1 }] = counted;
  expect(its).toEqual({ method, address, status });
  expect(tookMs).toBeGreaterThanOrEqual(0);
  expect(counted).toHaveLength(1);
  expect(JSON.stringify(counted)).not.toMatch(/somebodys|13800138000/);
});

test('a stream is not: it lasts as long as somebody listens', async () => {
  const fastify = Fastify();
  countRequests(fastify, tally);
  fastify.get('/stream', (_request, reply) =>
    reply.type('text/event-stream').send(Readable.from(['data: 1\n\n'])),
  );
  fastify.get('/once', () => ({}));
  await fastify.inject('/stream');
  await fastify.inject('/once');
  await fastify.close();
  expect(counted.map(({ address }) => address)).toEqual(['/once']);
});
