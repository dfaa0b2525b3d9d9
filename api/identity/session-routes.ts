/** Signing in and out by browser, and who one is. */
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Refusal } from '../../domain/failure/catalogue.js';
import { refusals } from '../openapi/document.js';
import type { Scope } from '../world.js';
import type { BrowserDoor } from './browser-door.js';
import { clearSession, clearUnderWay, sessionIdOf, setSession, setUnderWay, underWayOf } from './cookies.js';
import { callerOf } from './guard.js';
import { isOwnPath, signInPath } from './own-path.js';
import { roles } from './principal.js';
import type { Sessions } from './sessions.js';
import { callbackPath } from './sign-in.js';

const tags = ['session'];
/** Where somebody lands who did not say where to. */
const usualReturn = '/v1/session';

/** `GET /v1/session/sign-in` and where the identity provider sends people back to; nobody is known there yet. */
export async function signInRoutes(
  fastify: FastifyInstance,
  { sessions, signIn }: BrowserDoor,
): Promise<void> {
  await fastify.register(cookie);
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    void reply.header('cache-control', 'no-store');
    done();
  });
  const scope = fastify.withTypeProvider<ZodTypeProvider>();
  scope.get(
    signInPath,
    {
      schema: {
        tags,
        security: [],
        summary: 'Sign in: sends the browser to the identity provider',
        querystring: z.object({
          returnTo: z
            .string()
            .max(300)
            .refine((path) => isOwnPath(path), 'expected a path of ours')
            .optional()
            .meta({ description: 'a path of ours to land on' }),
        }),
      },
    },
    async (request, reply) => {
      const { url, underWay } = await signIn.begin();
      return setUnderWay(reply, { ...underWay, returnTo: request.query.returnTo ?? usualReturn }).redirect(
        url.href,
        303,
      );
    },
  );
  scope.get(callbackPath, { schema: { hide: true } }, async (request, reply) => {
    const underWay = underWayOf(request);
    void clearUnderWay(reply);
    if (underWay === undefined) throw new Refusal('sign-in-failed');
    const principal = await signIn.complete(request.url, underWay);
    // Whatever session the browser had before is not gone on with: its id may be known to others.
    const before = sessionIdOf(request);
    if (before !== undefined) await sessions.end(before);
    const returnTo = isOwnPath(underWay.returnTo) ? underWay.returnTo : usualReturn;
    return setSession(reply, await sessions.begin(principal)).redirect(returnTo, 303);
  });
}

const whoSchema = z.object({
  account: z.string(),
  roles: z.array(z.enum(roles)),
  regions: z.array(z.string()).optional().meta({ description: 'branch regions one is bound to' }),
  csrfToken: z.string().optional().meta({
    description:
      'to be sent as `x-csrf-token` with whatever changes something, where a cookie says who calls',
  }),
});

/** `GET /v1/session`, `POST /v1/session/sign-out`; behind the guard. */
export function sessionRoutes(scope: Scope, sessions: Sessions | undefined): void {
  scope.get(
    '/v1/session',
    {
      config: { roles },
      schema: { tags, summary: 'Who one is', response: { 200: whoSchema, ...refusals() } },
    },
    (request) => {
      const { account, roles: theirs, regions } = callerOf(request);
      const { session } = request;
      return {
        account,
        roles: [...theirs],
        ...(regions === undefined ? {} : { regions: [...regions] }),
        ...(session === undefined ? {} : { csrfToken: session.csrfToken }),
      };
    },
  );
  if (sessions === undefined) return;
  scope.post(
    '/v1/session/sign-out',
    {
      config: { roles },
      schema: {
        tags,
        summary: 'Sign out: ends the session; a bearer token is no session and stays as it is',
        response: { 204: z.null(), ...refusals() },
      },
    },
    async ({ session }, reply) => {
      if (session !== undefined) await sessions.end(session.id);
      return clearSession(reply).code(204).send(null);
    },
  );
}
