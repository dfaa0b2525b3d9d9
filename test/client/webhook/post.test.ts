/** One webhook to receivers that are broken or hostile, and to targets that are refused. */
import type { lookup } from 'node:dns';
import { post } from '../../../client/webhook/post.js';
import type { PostOrder } from '../../../client/webhook/post.js';
import { publicLookup } from '../../../client/webhook/target-lookup.js';
import { openReceiver } from './receiver.js';
import type { Answer, Receiver } from './receiver.js';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await openReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.heard.length = 0;
});

const body = JSON.stringify({ type: 'notice.delivered', data: { applicationId: 'A-1' } });
const send = (changed: Partial<PostOrder> = {}) =>
  post({ url: receiver.url, headers: {}, body, timeoutMs: 2_000, allowPrivate: true, ...changed });
const answered = (status: number) => ({ result: 'answered', status });
const failed = (trouble: string) => ({ result: 'failed', trouble });

test.each<[string, Answer, object]>([
  ['takes it', 204, answered(204)],
  ['fails', 500, answered(500)],
  ['sends it elsewhere', { status: 307, headers: { location: 'http://127.0.0.1:1/' } }, answered(307)],
  [
    'asks for patience',
    { status: 503, headers: { 'retry-after': '7' } },
    { ...answered(503), retryAfter: '7' },
  ],
  ['drops the connection', 'drop', failed('connection')],
  ['never answers', 'hang', failed('timeout')],
  ['answers without end', 'endless-body', answered(200)],
  ['answers and does not come to an end', 'slow-body', answered(200)],
  ['sends headers without end', 'endless-head', failed('not-http')],
])('a receiver that %s', async (_what, answer, expected) => {
  receiver.answer = () => answer;
  expect(await send(answer === 'hang' ? { timeoutMs: 150 } : {})).toEqual(expected);
  expect(receiver.heard.map((one) => one.body)).toEqual([body]);
});

test.each<[string, Answer, string]>([
  ['says something', 200, 'thank you'],
  ['says nothing', { status: 200, headers: {} }, ''],
  ['goes on without end', 'endless-body', 'x'.repeat(16_384)],
  ['does not come to an end', 'slow-body', 'wait'],
])('where what it says is wanted, of one that %s so much is kept', async (_what, answer, said) => {
  receiver.answer = () => answer;
  expect(await send({ wantsBody: true })).toEqual({ ...answered(200), body: said });
});

test('one that does not speak TLS, one that is not there, and one whose name nobody knows', async () => {
  receiver.answer = () => 204;
  expect(await send({ url: receiver.url.replace('http:', 'https:') })).toEqual(failed('tls'));
  expect(await send({ url: 'http://127.0.0.1:1/' })).toEqual(failed('connection'));
  const resolve = ((_name: string, _options: unknown, told: (failure: Error) => void) =>
    told(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }))) as unknown as typeof lookup;
  const unknown = { url: 'http://nobody.bank.example/', allowPrivate: false, lookup: publicLookup(resolve) };
  expect(await send(unknown)).toEqual(failed('name-unknown'));
});

test('one that is broken off by us is neither taken nor failed', async () => {
  receiver.answer = () => 'hang';
  const breakingOff = new AbortController();
  const sending = send({ signal: breakingOff.signal });
  breakingOff.abort();
  expect(await sending).toEqual(failed('stopped'));
});

describe('where private targets are refused', () => {
  const refused = failed('target-refused');
  const port = () => new URL(receiver.url).port;

  test.each([
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://0x7f000001:PORT/',
    'http://2130706433:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://localhost:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.100.100.200/',
    'http://10.0.0.1/',
    'http://0.0.0.0:PORT/',
    'http://[fe80::1]:PORT/',
  ])('nothing is sent to %s', async (url) => {
    expect(await send({ url: url.replace('PORT', port()), allowPrivate: false })).toEqual(refused);
    expect(receiver.heard).toEqual([]);
  });

  /** A name server that answers, call by call, with these. */
  const nameServer = (...answers: string[][]): { lookup: PostOrder['lookup']; asked: () => number } => {
    let asked = 0;
    const resolve = ((_name: string, _options: unknown, told: (...answer: unknown[]) => void) => {
      const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
      asked += 1;
      told(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    }) as unknown as typeof lookup;
    return { lookup: publicLookup(resolve), asked: () => asked };
  };
  const toName = (server: ReturnType<typeof nameServer>) =>
    send({
      url: `http://hooks.bank.example:${port()}/`,
      allowPrivate: false,
      timeoutMs: 300,
      ...(server.lookup === undefined ? {} : { lookup: server.lookup }),
    });

  test.each([
    ['this machine', ['127.0.0.1']],
    ['this machine, in other clothes', ['::ffff:127.0.0.1']],
    ['a private network', ['10.1.2.3', '192.168.0.1']],
    ['a cloud’s metadata', ['169.254.169.254']],
    ['nowhere', []],
  ])('a name that leads to %s is refused', async (_where, addresses) => {
    expect(await toName(nameServer(addresses))).toEqual(refused);
    expect(receiver.heard).toEqual([]);
  });

  /** What a call would connect to. */
  const target = ({ lookup: look }: ReturnType<typeof nameServer>) =>
    new Promise((resolve) =>
      look?.('hooks.bank.example', { all: true }, (failure, found) => resolve(failure?.name ?? found)),
    );

  test('what is judged is what is connected to, and each call is judged anew', async () => {
    // Public when it is asked for the first time, this machine a moment later.
    const server = nameServer(['1.1.1.1'], ['127.0.0.1']);
    expect(await target(server)).toEqual([{ address: '1.1.1.1', family: 4 }]);
    expect(server.asked()).toBe(1);
    expect(await target(server)).toBe('TargetRefused');
    expect(await toName(server)).toEqual(refused);
    expect(server.asked()).toBe(3);
  });

  test('of several addresses the public ones alone are connected to', async () => {
    expect(await target(nameServer(['127.0.0.1', '2606:4700::1', '10.0.0.1', '1.1.1.1']))).toEqual([
      { address: '2606:4700::1', family: 6 },
      { address: '1.1.1.1', family: 4 },
    ]);
  });
});
