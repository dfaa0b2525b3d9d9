/** Lets nobody in without a role: each address names who may use it, and one that names nobody does not start. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { BrowserDoor } from './browser-door.js';
import { sessionIdOf } from './cookies.js';
import type { Authenticate, Principal, Role } from './principal.js';
import { isCsrfToken } from './sessions.js';
import type { Session } from './sessions.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use this address; required behind the {@link guard}. */
    roles?: readonly Role[];
  }
  interface FastifyRequest {
    /** Who calls; only behind the {@link guard}. */
    principal: Principal | undefined;
    /** By which session, where it is no token that says who calls. */
    session: Session | undefined;
  }
}

/** Guards every address registered in this scope from now on; sessions count where there is a browser's door. */
export function guard(fastify: FastifyInstance, authenticate: Authenticate, browser?: BrowserDoor): void {
  fastify.decorateRequest('principal', undefined);
  fastify.decorateRequest('session', undefined);
  fastify.addHook('onRoute', ({ url, config }) => {
    if (config?.roles === undefined) throw new Error(`${url}: names no role that may use it`);
  });
  // Before the body is read: whoever has no right is not listened to.
  fastify.addHook('onRequest', async (request) => {
    const token = bearerOf(request);
    // A header that names nobody is not passed over for the cookie beside it.
    const session =
      request.headers.authorization === undefined ? await sessionOf(request, browser) : undefined;
    if (token === undefined && session === undefined) throw new Refusal('unauthenticated');
    const principal = session?.principal ?? (await authenticate(token ?? ''));
    const { roles = [] } = request.routeOptions.config;
    if (!roles.some((role) => principal.roles.has(role))) throw new Refusal('forbidden');
    request.principal = principal;
    request.session = session;
  });
}

/** RFC 6750, the header alone: a token in an address would stand in logs. */
export function bearerOf({ headers: { authorization = '' } }: FastifyRequest): string | undefined {
  const [, token] = /^Bearer ([A-Za-z0-9._~+/-]{1,8192}=*)$/i.exec(authorization) ?? [];
  return token;
}

async function sessionOf(
  request: FastifyRequest,
  browser: BrowserDoor | undefined,
): Promise<Session | undefined> {
  const id = browser === undefined ? undefined : sessionIdOf(request);
  if (browser === undefined || id === undefined) return undefined;
  const session = await browser.sessions.find(id);
  if (session !== undefined && changesSomething(request) && !isOwnPages(request, session, browser))
    throw new Refusal('cross-site-request');
  return session;
}

/** RFC 9110, 9.2.1. */
const changesSomething = ({ method }: FastifyRequest): boolean =>
  !['GET', 'HEAD', 'OPTIONS'].includes(method);

/**
 * Whether a page of ours sent it: it knows the session's token, which no other page can read, and the browser says
 * where it comes from, by `Origin`, `Sec-Fetch-Site` or both.
 */
function isOwnPages({ headers }: FastifyRequest, session: Session, { signIn }: BrowserDoor): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  return (
    (origin !== undefined || site !== undefined) &&
    (origin === undefined || origin === signIn.origin) &&
    (site === undefined || site === 'same-origin') &&
    isCsrfToken(session, headers['x-csrf-token'])
  );
}

/** Who calls, in a handler behind the guard. */
export function callerOf({ principal }: FastifyRequest): Principal {
  if (principal === undefined) throw new Error('an address is not behind the guard');
  return principal;
}
