/** Everything behind a token: the addresses of the loan system and the bank's people. */
import cookie from '@fastify/cookie';
import etag from '@fastify/etag';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { applicationReads, applicationReports } from './application/routes.js';
import { stageReports } from './application/stage-routes.js';
import { takeJsonOnly } from './body.js';
import type { BrowserDoor } from './identity/browser-door.js';
import { guard } from './identity/guard.js';
import type { Authenticate } from './identity/principal.js';
import { sessionRoutes } from './identity/session-routes.js';
import type { ApiWorld } from './world.js';

export interface V1Options {
  readonly world: ApiWorld;
  readonly authenticate: Authenticate;
  /** Where people sign in; without it a token alone says who calls. */
  readonly browser?: BrowserDoor;
}

/** Registers them in a scope of their own. */
export async function v1(
  fastify: FastifyInstance,
  { world, authenticate, browser }: V1Options,
): Promise<void> {
  takeJsonOnly(fastify);
  await fastify.register(cookie);
  guard(fastify, authenticate, browser);
  // Nothing of an application is kept by whoever passes it on.
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-cache');
    done();
  });
  const scope = fastify.withTypeProvider<ZodTypeProvider>();
  sessionRoutes(scope, browser?.sessions);
  applicationReports(scope, world);
  stageReports(scope, world);
  await fastify.register(singleReads, world);
}

/** Reads of one thing each, which a caller need not have again while it is the same (RFC 9110, If-None-Match). */
async function singleReads(fastify: FastifyInstance, world: ApiWorld): Promise<void> {
  await fastify.register(etag, { algorithm: 'sha256' });
  applicationReads(fastify.withTypeProvider<ZodTypeProvider>(), world);
}
