import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload } from '@temporalio/common';
import type { FastifyInstance } from 'fastify';
import { sessionsOf } from '../../../api/identity/sessions.js';
import { createServer } from '../../../api/server.js';
import { createPayloadCodec } from '../../../runtime/codec/payload-codec.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import { readKeyring } from '../../../runtime/keys/keyring.js';
import { Refusal } from '../../../domain/failure/catalogue.js';
import { openedIntake } from '../../client/intake-world.js';
import type { OpenedIntake } from '../../client/intake-world.js';
import { newKey, temporaryFolder, writePrivate } from '../../runtime/temporary-folder.js';

const folder = temporaryFolder();
const codec = createPayloadCodec(readKeyring(writePrivate(folder, 'codec.key', `one:${newKey()}`)));
const stranger = createPayloadCodec(readKeyring(writePrivate(folder, 'other.key', `two:${newKey()}`)));
const uiOrigin = 'http://127.0.0.1:8233';

let open: OpenedIntake;
let server: FastifyInstance;
let url = '';
beforeAll(async () => {
  open = await openedIntake();
  const door = { ...open.world, secrets: new Map(), protocols: new Map() };
  server = await createServer({ door, codec, codecOrigins: [uiOrigin] });
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await open.close();
});

interface JsonPayload {
  readonly metadata: Readonly<Record<string, string>>;
  readonly data: string;
}
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
/** The JSON form of protobuf, written out here so that the endpoint is judged by another hand. */
const jsonOf = ({ metadata, data }: Payload): JsonPayload => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([key, bytes]) => [key, base64(bytes)])),
  data: base64(data ?? new Uint8Array()),
});
const payloadOf = ({ metadata, data }: JsonPayload): Payload => ({
  metadata: Object.fromEntries(
    Object.entries(metadata).map(([key, text]) => [key, Buffer.from(text, 'base64')]),
  ),
  data: Buffer.from(data, 'base64'),
});
const post = (path: string, body: unknown, headers: Record<string, string> = { origin: uiOrigin }) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-namespace': 'default', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const encoded = async (...values: unknown[]): Promise<{ payloads: JsonPayload[] }> => ({
  payloads: (await codec.encode(values.map((value) => defaultPayloadConverter.toPayload(value)))).map(jsonOf),
});

test('payloads are decoded in their order, in the form Temporal UI sends and reads', async () => {
  const values = ['waiting for the window', { stage: 'final-decision' }, 7];
  const body = await encoded(...values);
  const plain = defaultPayloadConverter.toPayload('plain');
  body.payloads.push(jsonOf(plain));
  const answer = await post('/codec/decode', body);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBe(uiOrigin);
  const read = (await answer.json()) as { payloads: JsonPayload[] };
  const payloads: Payload[] = read.payloads.map(payloadOf);
  expect(payloads.map((payload) => defaultPayloadConverter.fromPayload(payload))).toEqual([
    ...values,
    'plain',
  ]);
});

test('a preflight of the UI is answered with what it may send', async () => {
  const answer = await fetch(`${url}/codec/decode`, {
    method: 'OPTIONS',
    headers: { origin: uiOrigin, 'access-control-request-method': 'POST' },
  });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-origin')).toBe(uiOrigin);
  expect(answer.headers.get('access-control-allow-headers')).toBe(
    'x-namespace, content-type, authorization, authorization-extras',
  );
  expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
  expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
  expect(answer.headers.get('vary')).toBe('Origin');
});

test('a page of another origin decodes nothing, by preflight or by post', async () => {
  const headers = { origin: 'http://127.0.0.1:9999' };
  const preflight = await fetch(`${url}/codec/decode`, { method: 'OPTIONS', headers });
  const answer = await post('/codec/decode', await encoded('words'), headers);
  for (const refused of [preflight, answer]) {
    expect(refused.status).toBe(403);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  }
  expect(await answer.text()).not.toContain(Buffer.from('"words"').toString('base64'));
});

test('there is no way to encode', async () => {
  expect((await post('/codec/encode', await encoded('x'))).status).toBe(404);
});

test('a program without an origin may decode', async () => {
  expect((await post('/codec/decode', await encoded('x'), {})).status).toBe(200);
});

test.each([
  ['a list', []],
  ['a text', '"13812345678"'],
  ['numbers for bytes', { payloads: [{ data: 13812345678 }] }],
  ['no base64', { payloads: [{ metadata: { encoding: '***' } }] }],
])('a body that is %s is refused without being repeated', async (_what, body) => {
  const answer = await post('/codec/decode', body);
  expect(answer.status).toBe(400);
  expect(await answer.text()).not.toContain('138');
});

test('a payload under a key we do not have is a 422 that names the key', async () => {
  const payloads = await stranger.encode([defaultPayloadConverter.toPayload('x')]);
  const answer = await post('/codec/decode', { payloads: payloads.map(jsonOf) });
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await answer.json()).toMatchObject({
    status: 422,
    title: expect.stringContaining('"two"') as string,
  });
});

describe('where an identity provider is configured', () => {
  let opened: OpenedIntake;
  let guarded: FastifyInstance;
  let guardedUrl: string;
  let cookieOf: (role: 'engineer' | 'staff') => Promise<string>;

  beforeAll(async () => {
    opened = await openedIntake();
    const { world } = opened;
    const sessions = sessionsOf(world, { idleMs: 600_000, longestMs: 600_000 });
    const none = () => Promise.reject(new Error('nobody signs in here'));
    guarded = await createServer({
      door: { ...world, secrets: new Map(), protocols: new Map() },
      bank: {
        world: {
          ...world,
          configurationVersion: '00000000',
          incidents: { tell: () => Promise.resolve() },
          configuration: configurationSchema.parse({
            version: 1,
            routes: [],
            staff: { callBackNumber: '95599' },
          }),
          clockwork: { timeZone: 'Asia/Shanghai' },
        },
        authenticate: (token) =>
          token === 'engineer' || token === 'auditor'
            ? Promise.resolve({ account: `an.${token}`, roles: new Set([token]) })
            : Promise.reject(new Refusal('unauthenticated')),
        browser: { sessions, signIn: { origin: 'https://bida.example', begin: none, complete: none } },
      },
      codec,
      codecOrigins: [uiOrigin],
    });
    guardedUrl = await guarded.listen({ port: 0, host: '127.0.0.1' });
    cookieOf = async (role) => {
      const id = await sessions.begin({ account: `zhao.${role}`, roles: new Set([role]) });
      return `__Host-bida=${id}`;
    };
  });
  afterAll(async () => {
    await guarded.close();
    await opened.close();
  });

  const decode = async (headers: Record<string, string>) => {
    const answer = await fetch(`${guardedUrl}/codec/decode`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(await encoded('words')),
    });
    const { code } = (await answer.json()) as { code?: string };
    return { status: answer.status, code, origin: answer.headers.get('access-control-allow-origin') };
  };

  test('an engineer decodes by bearer token, from a page of the UI or a program', async () => {
    const authorization = 'Bearer engineer';
    expect(await decode({ authorization, origin: uiOrigin })).toMatchObject({
      status: 200,
      origin: uiOrigin,
    });
    expect(await decode({ authorization })).toMatchObject({ status: 200, origin: null });
  });

  test('an engineer decodes by the session’s cookie, from a page of the UI alone', async () => {
    const cookie = await cookieOf('engineer');
    expect(await decode({ cookie, origin: uiOrigin })).toMatchObject({ status: 200 });
    expect(await decode({ cookie })).toMatchObject({ status: 403, code: 'cross-site-request' });
    const evil = { cookie, origin: 'http://127.0.0.1:8234' };
    expect(await decode(evil)).toEqual({ status: 403, code: 'cross-site-request', origin: null });
  });

  test('nobody else decodes anything, and the page may read why', async () => {
    const origin = uiOrigin;
    const refused = { status: 401, code: 'unauthenticated', origin };
    expect(await decode({ origin })).toEqual(refused);
    expect(await decode({ origin, authorization: 'Bearer nobody' })).toEqual(refused);
    expect(await decode({ origin, cookie: `__Host-bida=${'x'.repeat(43)}` })).toEqual(refused);
    const staff = await cookieOf('staff');
    const forbidden = { status: 403, code: 'forbidden', origin };
    expect(await decode({ origin, cookie: staff })).toEqual(forbidden);
    expect(await decode({ origin, authorization: 'Bearer auditor' })).toEqual(forbidden);
    // A header that names nobody is not passed over for the cookie beside it.
    const cookie = await cookieOf('engineer');
    expect(await decode({ origin, cookie, authorization: 'Bearer nobody' })).toEqual(refused);
  });

  test('a preflight needs nobody, and a body is not read before its sender is known', async () => {
    const answer = await fetch(`${guardedUrl}/codec/decode`, {
      method: 'OPTIONS',
      headers: { origin: uiOrigin },
    });
    expect(answer.status).toBe(204);
    const big = await fetch(`${guardedUrl}/codec/decode`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: uiOrigin },
      body: '{',
    });
    expect(big.status).toBe(401);
  });

  test('who had how many payloads decoded is in the log', () => {
    const lines = opened
      .logged()
      .split('\n')
      .filter((line) => line.includes('payloads were decoded'));
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ account: 'an.engineer', payloads: 1 });
  });
});
