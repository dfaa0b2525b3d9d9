import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload } from '@temporalio/common';
import { fastify } from 'fastify';
import { codecEndpoint } from '../../../runtime/codec/codec-endpoint.js';
import { createPayloadCodec } from '../../../runtime/codec/payload-codec.js';
import { readKeyring } from '../../../runtime/sealing/keyring.js';
import { newKey, temporaryFolder, writePrivate } from '../temporary-folder.js';

const folder = temporaryFolder();
const codec = createPayloadCodec(readKeyring(writePrivate(folder, 'codec.key', `one:${newKey()}`)));
const stranger = createPayloadCodec(readKeyring(writePrivate(folder, 'other.key', `two:${newKey()}`)));
const uiOrigin = 'http://127.0.0.1:8233';

const server = fastify();
let url = '';
beforeAll(async () => {
  await server.register(codecEndpoint, { prefix: '/codec', codec, allowedOrigins: [uiOrigin] });
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.close());

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
  expect(answer.headers.get('access-control-allow-headers')).toBe('x-namespace, content-type, authorization');
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
