/**
 * The two cookies of a browser. `__Host-` and `Secure` keep them to this very host and to https; on loopback, for
 * development, browsers take `Secure` over http as well. `Lax`, since people come back from the identity provider.
 */
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isSessionId } from './sessions.js';

export const sessionCookie = '__Host-bida';
const signInCookie = '__Host-bida-sign-in';
/** How long signing in may take. */
const signInS = 600;

const options: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' };

/** The id of the session a browser says it has. */
export function sessionIdOf({ cookies }: FastifyRequest): string | undefined {
  const id = cookies[sessionCookie];
  return isSessionId(id) ? id : undefined;
}

/** Lasts until the browser is closed; when it is over, the ledger says. */
export const setSession = (reply: FastifyReply, id: string): FastifyReply =>
  reply.setCookie(sessionCookie, id, options);
export const clearSession = (reply: FastifyReply): FastifyReply => reply.clearCookie(sessionCookie, options);

const text = z.string().min(1).max(500);
const underWaySchema = z.object({ state: text, nonce: text, verifier: text, returnTo: text });
/** A sign-in under way: what only the browser that began it knows (RFC 7636; OpenID Connect Core 3.1.2.1). */
export type UnderWay = Readonly<z.output<typeof underWaySchema>>;

export const setUnderWay = (reply: FastifyReply, underWay: UnderWay): FastifyReply =>
  reply.setCookie(signInCookie, Buffer.from(JSON.stringify(underWay)).toString('base64url'), {
    ...options,
    maxAge: signInS,
  });
export const clearUnderWay = (reply: FastifyReply): FastifyReply => reply.clearCookie(signInCookie, options);

/** The sign-in this browser began, if it did. */
export function underWayOf({ cookies }: FastifyRequest): UnderWay | undefined {
  try {
    return underWaySchema.parse(
      JSON.parse(Buffer.from(cookies[signInCookie] ?? '', 'base64url').toString('utf8')),
    );
  } catch {
    return undefined;
  }
}
