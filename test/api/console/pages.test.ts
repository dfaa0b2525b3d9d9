/** The console's own door: its files and its one page, and nothing else of this machine. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { builtConsole } from '../../../api/console/built.js';
import { createServer } from '../../../api/server.js';
import { Ledger } from '../../../ledger/ledger.js';
import { temporaryFolder } from '../../runtime/temporary-folder.js';
import { refusing, unaskedDoor } from '../unasked-door.js';

const html =
  '<meta nonce="__CONSOLE_NONCE__"><script nonce="__CONSOLE_NONCE__"></script>__CONSOLE_TIME_ZONE__';
const script = `console.log(${JSON.stringify('必达'.repeat(200))})`;

let server: FastifyInstance;
let ledger: Ledger;
let port = 0;

/** The API with these pages; nobody is signed in, and nothing else is asked. */
function openPages(folder: string): Promise<FastifyInstance> {
  const nobody = refusing('identity-unavailable');
  const { bank, door, codec, codecOrigins } = unaskedDoor(ledger, 'pages');
  return createServer({
    door,
    codec,
    codecOrigins,
    bank: {
      world: bank,
      authenticate: nobody,
      browser: {
        signIn: { origin: 'http://127.0.0.1', begin: nobody, complete: nobody },
        sessions: { begin: nobody, find: () => Promise.resolve(undefined), end: () => Promise.resolve() },
      },
    },
    console: { folder, timeZone: () => 'Asia/Urumqi' },
  });
}

beforeAll(async () => {
  const home = temporaryFolder();
  const folder = join(home, 'console');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(home, 'secret.txt'), 'C4NARY');
  writeFileSync(join(folder, 'manifest.json'), 'C4NARY');
  writeFileSync(join(folder, 'index.html'), html);
  writeFileSync(join(folder, 'assets', 'main-1a2b.js'), script);
  writeFileSync(join(folder, 'assets', 'main-1a2b.js.br'), 'packed by brotli');
  writeFileSync(join(folder, 'assets', 'main-1a2b.js.gz'), 'packed by gzip');
  ledger = new Ledger({ url: 'postgres://nobody@127.0.0.1:1/nothing' });
  server = await openPages(folder);
  await server.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = server.server.address() as AddressInfo);
});
afterAll(async () => {
  await server.close();
  await ledger.close();
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The path goes out as it stands: a browser's `fetch` would tidy it up. */
const ask = (path: string, method = 'GET', headers: OutgoingHttpHeaders = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    })
      .once('error', reject)
      .end();
  });

test.each(['/', '/applications', '/applications/LA-1', '/applications/LA-1/whatever?x=1', '/signed-in'])(
  '%s answers the one page, under a policy of its own and a nonce nobody saw before',
  async (path) => {
    const [one, other] = [await ask(path), await ask(path)];
    expect(one.status).toBe(200);
    expect(one.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    const policy = String(one.headers['content-security-policy']);
    const [, nonce = ''] = /'nonce-([A-Za-z0-9+/=]{22,})'/.exec(policy) ?? [];
    expect(one.text).toBe(`<meta nonce="${nonce}"><script nonce="${nonce}"></script>Asia/Urumqi`);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(policy).toContain("script-src 'self';");
    expect(other.headers['content-security-policy']).not.toBe(policy);
    expect(other.text).not.toBe(one.text);
  },
);

test('a file comes as it is packed, and is kept for good, since its name changes with it', async () => {
  const path = '/assets/main-1a2b.js';
  const packed = await ask(path, 'GET', { 'accept-encoding': 'gzip, br' });
  expect(packed).toMatchObject({ status: 200, text: 'packed by brotli' });
  expect(packed.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'application/javascript; charset=utf-8',
  });
  expect(packed.headers.vary).toMatch(/accept-encoding/i);
  expect(await ask(path, 'GET', { 'accept-encoding': 'gzip' })).toMatchObject({ text: 'packed by gzip' });
  expect(await ask(path)).toMatchObject({ status: 200, text: script });
  const again = await ask(path, 'GET', { 'if-none-match': String((await ask(path)).headers.etag) });
  expect(again).toMatchObject({ status: 304, text: '' });
});

test.each(['/', '/applications/LA-1', '/assets/main-1a2b.js'])('HEAD %s says what GET does', async (path) => {
  const [head, get] = [await ask(path, 'HEAD'), await ask(path)];
  expect(head).toMatchObject({ status: 200, text: '' });
  for (const name of ['content-type', 'content-length', 'cache-control'])
    expect(head.headers[name]).toBe(get.headers[name]);
});

test.each([
  '/assets/../index.html',
  '/assets/../manifest.json',
  '/assets/..%2fmanifest.json',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/assets/....//....//secret.txt',
  '/assets//main-1a2b.js',
  '/assets/./main-1a2b.js',
  '/assets/main-1a2b.js%00',
  '/assets/main-1a2b.js.br',
  '/assets/main-1a2b.js/',
  '/assets/',
  '/assets',
  '/assets/vanished.js',
  '/manifest.json',
  '/index.html',
  '/console',
  '//127.0.0.1/applications',
])('%s leads nowhere', async (path) => {
  const { status, headers, text } = await ask(path);
  expect([status, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
  expect(text).not.toContain('C4NARY');
  expect(JSON.parse(text)).toMatchObject({ code: 'not-found' });
});

test('what is not the console’s keeps its own answers, and its own policy', async () => {
  const missing = await ask('/v1/nothing');
  expect(missing).toMatchObject({ status: 404, headers: { 'content-type': /problem/ } });
  const none = "default-src 'none';frame-ancestors 'none';base-uri 'none'";
  expect(missing.headers['content-security-policy']).toBe(none);
  expect(await ask('/v1/session')).toMatchObject({ status: 401 });
  expect(await ask('/healthz')).toMatchObject({ status: 200 });
  for (const path of ['/', '/applications/LA-1', '/assets/main-1a2b.js']) {
    const posted = await ask(path, 'POST');
    expect([posted.status, posted.headers.allow]).toEqual([405, 'GET, HEAD']);
  }
});

test('a console that was not built is said in words for a person', async () => {
  await expect(openPages(temporaryFolder())).rejects.toThrow('the console was not built');
});

test('the console as it is built has everything its page names, and no script within it', () => {
  const files = readdirSync(join(builtConsole, 'assets'));
  expect(files).toContain('licences.md');
  expect(existsSync(join(builtConsole, 'index.html'))).toBe(true);
});
