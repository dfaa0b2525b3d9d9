/** Everything behind a token: the addresses of the loan system and the bank's people. */
import etag from '@fastify/etag';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { withinDeadline } from '../ledger/deadline.js';
import { answerWithin, mostAnswerMs } from './answer-within.js';
import { applicationReads, applicationReports } from './application/routes.js';
import { stageReports } from './application/stage-routes.js';
import { takeJsonOnly } from './body.js';
import { guard } from './identity/guard.js';
import type { Authenticate } from './identity/principal.js';
import { sendProblem } from './problem/problem.js';
import type { ApiWorld } from './world.js';

export interface V1Options {
  readonly world: ApiWorld;
  readonly authenticate: Authenticate;
}

/** Registers them in a scope of their own. */
export async function v1(fastify: FastifyInstance, { world, authenticate }: V1Options): Promise<void> {
  takeJsonOnly(fastify);
  guard(fastify, authenticate);
  answerWithin(fastify, (request, reply) => {
    world.logger.warn({ requestId: request.id }, 'a request was put off: the ledger took too long');
    sendProblem(request, reply, 'ledger-unavailable');
  });
  // What was told to come again is not done after all.
  fastify.addHook('preHandler', (_request, _reply, done) => withinDeadline(mostAnswerMs, done));
  // Nothing of an application is kept by whoever passes it on.
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-cache');
    done();
  });
  const scope = fastify.withTypeProvider<ZodTypeProvider>();
  applicationReports(scope, world);
  stageReports(scope, world);
  await fastify.register(singleReads, world);
}

/** Reads of one thing each, which a caller need not have again while it is the same (RFC 9110, If-None-Match). */
async function singleReads(fastify: FastifyInstance, world: ApiWorld): Promise<void> {
  await fastify.register(etag, { algorithm: 'sha256' });
  applicationReads(fastify.withTypeProvider<ZodTypeProvider>(), world);
}
