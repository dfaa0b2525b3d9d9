import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { bearer } from '../../../api/identity/bearer.js';
import { identityKeys } from '../../../api/identity/identity-provider.js';
import { sessionsOf } from '../../../api/identity/sessions.js';
import { signInOf } from '../../../api/identity/sign-in.js';
import { createServer } from '../../../api/server.js';
import { identitySettings } from '../../../cli/stack/identity/facts.js';
import { fetchTokens } from '../../../cli/stack/identity/tokens.js';
import type { StackTokens } from '../../../cli/stack/identity/tokens.js';
import { freePort } from '../../../cli/stack/free-port.js';
import { createPayloadCodec } from '../../../runtime/codec/payload-codec.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import { readKeyring } from '../../../runtime/keys/keyring.js';
import { openedIntake } from '../../client/intake-world.js';
import type { OpenedIntake } from '../../client/intake-world.js';
import { newKey, temporaryFolder, writePrivate } from '../../runtime/temporary-folder.js';
import { Browser } from './browser.js';
import type { Page } from './browser.js';
import { forkProvider, startProvider } from './embedded-provider.js';
import type { EmbeddedProvider } from './embedded-provider.js';

const minuteMs = 60_000;

describe('signing in by browser', () => {
  let origin: string;
  let provider: EmbeddedProvider;
  let opened: OpenedIntake;
  let server: FastifyInstance;
  let tokens: StackTokens;

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    [provider, opened] = await Promise.all([startProvider(origin), openedIntake()]);
    const configuration = configurationSchema.parse({
      version: 1,
      routes: [],
      staff: { callBackNumber: '95599' },
      identity: identitySettings(provider.facts),
    });
    const { identity } = configuration;
    if (identity?.signIn === undefined) throw new Error('no identity');
    const { world } = opened;
    const signIn = signInOf(identity, world.logger);
    if (signIn === undefined) throw new Error('nobody can sign in');
    server = await createServer({
      door: { ...world, secrets: new Map(), protocols: new Map() },
      bank: {
        world: {
          ...world,
          configuration,
          configurationVersion: '00000000',
          incidents: { tell: () => Promise.resolve() },
          clockwork: { timeZone: 'Asia/Shanghai' },
        },
        authenticate: bearer(identity, identityKeys(identity, world.logger), world.logger),
        browser: { signIn, sessions: sessionsOf(world, identity.signIn) },
      },
      codec: createPayloadCodec(readKeyring(writePrivate(temporaryFolder(), 'codec.key', newKey()))),
      codecOrigins: [],
    });
    await server.listen({ port, host: '127.0.0.1' });
    tokens = await fetchTokens(provider.stateDir, provider.facts.issuer);
  });
  afterAll(async () => {
    await server.close();
    await Promise.all([provider.stop(), opened.close()]);
  });

  const door = (returnTo?: string) =>
    `${origin}/v1/session/sign-in${returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`}`;
  const who = async (browser: Browser) => {
    const { status, text } = await browser.call(`${origin}/v1/session`);
    return { status, ...(JSON.parse(text) as { account?: string; code?: string; csrfToken?: string }) };
  };
  const signedIn = async (account = 'li.na') => {
    const browser = new Browser();
    const { status, text } = await browser.signIn(door(), account);
    expect(status).toBe(200);
    const { csrfToken } = JSON.parse(text) as { csrfToken: string };
    return { browser, csrfToken };
  };
  const codeOf = ({ status, text }: Page) => ({ status, code: (JSON.parse(text) as { code?: string }).code });
  const atCallback = ({ pathname }: URL) => pathname === '/v1/session/callback';

  test('a member of staff chooses who to be on a page marked as for development, and is known from then on', async () => {
    const browser = new Browser();
    const first = await browser.call(door('/v1/session'));
    const asked = new URL(first.headers.get('location') ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'bida-console',
      code_challenge_method: 'S256',
      redirect_uri: `${origin}/v1/session/callback`,
      state: expect.stringMatching(/.{30}/) as unknown,
      nonce: expect.stringMatching(/.{30}/) as unknown,
    });
    const choice = await browser.follow(first);
    expect(choice.text).toContain('仅供开发');
    expect(choice.text).toContain('FOR DEVELOPMENT');
    const page = await browser.signIn(door('/v1/session'), 'zhou.min');
    expect(JSON.parse(page.text)).toEqual({
      account: 'zhou.min',
      roles: ['staff'],
      regions: ['310000'],
      csrfToken: expect.stringMatching(/^.{43}$/) as unknown,
    });
    expect(page.headers.get('cache-control')).toBe('private, no-cache');
  });

  test('the session’s cookie is for this host and no script, and its id stands in the ledger nowhere', async () => {
    const browser = new Browser();
    const callback = await browser.signIn(door(), 'li.na', atCallback);
    const { headers } = await browser.call(callback.url);
    const [line = ''] = headers.getSetCookie().filter((one) => one.startsWith('__Host-bida='));
    expect(line).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const id = browser.cookie(origin, '__Host-bida') ?? '';
    expect(id).toHaveLength(43);
    const rows = await opened.ledger.query<{ row: string }>('SELECT s::text AS row FROM session s');
    for (const { row } of rows) {
      expect(row).not.toContain(id);
      expect(row).not.toContain(Buffer.from(id).toString('hex'));
    }
    expect(opened.logged()).not.toContain(id);
  });

  test('signing in again is another session, and the one before is over', async () => {
    const { browser } = await signedIn();
    const before = browser.cookie(origin, '__Host-bida') ?? '';
    await browser.signIn(door(), 'wang.wei');
    expect(await who(browser)).toMatchObject({ account: 'wang.wei' });
    const old = new Browser();
    old.setCookie(origin, '__Host-bida', before);
    expect(await who(old)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  test('a session’s roles are kept to', async () => {
    const { browser } = await signedIn('chen.jun');
    const path = `${origin}/v1/applications/A-1`;
    expect(codeOf(await browser.call(path))).toEqual({ status: 404, code: 'application-unknown' });
    const { csrfToken = '' } = await who(browser);
    const headers = { origin, 'x-csrf-token': csrfToken, 'content-type': 'application/json' };
    expect(codeOf(await browser.call(path, { method: 'PUT', headers, body: '{}' }))).toEqual({
      status: 403,
      code: 'forbidden',
    });
  });

  const strange: [string, (token: string) => Record<string, string>][] = [
    ['without the token', () => ({ origin })],
    ['with another token', (token) => ({ origin, 'x-csrf-token': `${token.slice(0, -1)}!` })],
    ['with a shorter token', (token) => ({ origin, 'x-csrf-token': token.slice(1) })],
    ['from another origin', (token) => ({ origin: 'https://evil.example', 'x-csrf-token': token })],
    ['from a page without an origin', (token) => ({ origin: 'null', 'x-csrf-token': token })],
    ['from nobody knows where', (token) => ({ 'x-csrf-token': token })],
    [
      'from another site, by the browser’s word',
      (token) => ({ origin, 'sec-fetch-site': 'cross-site', 'x-csrf-token': token }),
    ],
    ['from the same site only', (token) => ({ 'sec-fetch-site': 'same-site', 'x-csrf-token': token })],
  ];
  test.each(strange)('a change asked for %s is refused, and nothing is changed', async (_what, headers) => {
    const { browser, csrfToken } = await signedIn();
    const page = await browser.call(`${origin}/v1/session/sign-out`, {
      method: 'POST',
      headers: headers(csrfToken),
    });
    expect(codeOf(page)).toEqual({ status: 403, code: 'cross-site-request' });
    expect(await who(browser)).toMatchObject({ status: 200, account: 'li.na' });
  });

  test('another session’s token is no good', async () => {
    const [{ browser }, other] = await Promise.all([signedIn(), signedIn()]);
    const headers = { origin, 'x-csrf-token': other.csrfToken };
    const page = await browser.call(`${origin}/v1/session/sign-out`, { method: 'POST', headers });
    expect(codeOf(page)).toEqual({ status: 403, code: 'cross-site-request' });
  });

  test('signing out ends the session, also for whoever kept its cookie', async () => {
    const { browser, csrfToken } = await signedIn();
    const kept = browser.cookie(origin, '__Host-bida') ?? '';
    const headers = { 'sec-fetch-site': 'same-origin', 'x-csrf-token': csrfToken };
    const page = await browser.call(`${origin}/v1/session/sign-out`, { method: 'POST', headers });
    expect(page).toMatchObject({ status: 204, text: '' });
    expect(browser.cookie(origin, '__Host-bida')).toBeUndefined();
    browser.setCookie(origin, '__Host-bida', kept);
    expect(await who(browser)).toMatchObject({ status: 401 });
  });

  test('a session that is not used is over after half an hour, and any after twelve', async () => {
    const { time } = opened;
    const began = time.now;
    const { browser } = await signedIn();
    for (let minute = 20; minute < 12 * 60; minute += 20) {
      time.now = began + minute * minuteMs;
      expect(await who(browser)).toMatchObject({ status: 200 });
    }
    time.now = began + 12 * 60 * minuteMs;
    expect(await who(browser)).toMatchObject({ status: 401 });
    const idle = await signedIn();
    time.now += 31 * minuteMs;
    expect(await who(idle.browser)).toMatchObject({ status: 401 });
  });

  test('whoever comes back without having set out, twice, or with something changed, is not signed in', async () => {
    const browser = new Browser();
    const { url } = await browser.signIn(door(), 'li.na', atCallback);
    const failed = { status: 401, code: 'sign-in-failed' };
    // Another browser, into which the address was carried over.
    expect(codeOf(await new Browser().call(url))).toEqual(failed);
    const changed = new URL(url);
    changed.searchParams.set('state', 'another');
    expect(codeOf(await browser.call(changed))).toEqual(failed);
    // What it set out with is used up by now.
    expect(codeOf(await browser.call(url))).toEqual(failed);
    expect(browser.cookie(origin, '__Host-bida')).toBeUndefined();
    const denied = new Browser();
    const asked = await denied.call(door());
    const state = new URL(asked.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const back = `${origin}/v1/session/callback?error=access_denied&state=${state}&iss=${encodeURIComponent(provider.facts.issuer)}`;
    expect(codeOf(await denied.call(back))).toEqual(failed);
  });

  test.each(['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)', '/a b'])(
    'nobody is sent on to %s',
    async (returnTo) => {
      expect(codeOf(await new Browser().call(door(returnTo)))).toEqual({
        status: 400,
        code: 'request-invalid',
      });
    },
  );

  test('a bearer token counts before a cookie, and needs no token against forgery', async () => {
    const { browser } = await signedIn('wang.wei');
    const call = (authorization: string) =>
      browser.call(`${origin}/v1/session`, { headers: { authorization } });
    expect(JSON.parse((await call(`Bearer ${tokens.auditor}`)).text)).toEqual({
      account: 'sun.yue',
      roles: ['auditor'],
    });
    expect(await call('Basic eDp5')).toMatchObject({ status: 401 });
    expect(await call(`Bearer ${tokens.auditor}x`)).toMatchObject({ status: 401 });
    const headers = { authorization: `Bearer ${tokens.loanSystem}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ applicant: { name: '测试' }, contacts: {}, product: 'personal-loan' });
    const put = { method: 'PUT', headers, body };
    expect(await browser.call(`${origin}/v1/applications/T-1`, put)).toMatchObject({ status: 201 });
  });

  test('the identity provider has no user but its own', async () => {
    const page = await new Browser().signIn(door(), 'mallory');
    expect(page.status).toBe(400);
  });

  test('it does not run where NODE_ENV is production, and says why', async () => {
    const child = forkProvider({ NODE_ENV: 'production', BIDA_IDENTITY_PORT: '0' });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said).toContain('does not run where NODE_ENV is production');
  });
});
