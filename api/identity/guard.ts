/** Lets nobody in without a role: each address names who may use it, and one that names nobody does not start. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { Authenticate, Principal, Role } from './principal.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use this address; required behind the {@link guard}. */
    roles?: readonly Role[];
  }
  interface FastifyRequest {
    /** Who calls; only behind the {@link guard}. */
    principal: Principal | undefined;
  }
}

/** Guards every address registered in this scope from now on. */
export function guard(fastify: FastifyInstance, authenticate: Authenticate): void {
  fastify.decorateRequest('principal', undefined);
  fastify.addHook('onRoute', ({ url, config }) => {
    if (config?.roles === undefined) throw new Error(`${url}: names no role that may use it`);
  });
  // Before the body is read: whoever has no right is not listened to.
  fastify.addHook('onRequest', async (request) => {
    const token = bearerOf(request);
    if (token === undefined) throw new Refusal('unauthenticated');
    const principal = await authenticate(token);
    const { roles = [] } = request.routeOptions.config;
    if (!roles.some((role) => principal.roles.has(role))) throw new Refusal('forbidden');
    request.principal = principal;
  });
}

/** RFC 6750, the header alone: a token in an address would stand in logs. */
function bearerOf({ headers: { authorization = '' } }: FastifyRequest): string | undefined {
  const [, token] = /^Bearer ([A-Za-z0-9._~+/-]{1,8192}=*)$/i.exec(authorization) ?? [];
  return token;
}

/** Who calls, in a handler behind the guard. */
export function callerOf({ principal }: FastifyRequest): Principal {
  if (principal === undefined) throw new Error('an address is not behind the guard');
  return principal;
}
