/** Everything behind a token: the addresses of the loan system and the bank's people. */
import cookie from '@fastify/cookie';
import etag from '@fastify/etag';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { withinDeadline } from '../ledger/deadline.js';
import { answerWithin, mostAnswerMsOf } from './answer-within.js';
import { applicationReads, applicationReports } from './application/routes.js';
import { applicationSearch } from './application/search-routes.js';
import { stageReports } from './application/stage-routes.js';
import { approvalActs, approvalList, approvalReads } from './approval/routes.js';
import { alarmActs, alarmList } from './alarm/routes.js';
import { announcementList } from './announcement/routes.js';
import { takeJsonOnly } from './body.js';
import { contactActs } from './contact/routes.js';
import { engineeringReads } from './engineering/routes.js';
import { erasures } from './erasure/routes.js';
import { eventStreams } from './event/routes.js';
import type { EventOptions } from './event/routes.js';
import type { BrowserDoor } from './identity/browser-door.js';
import { guard } from './identity/guard.js';
import type { Authenticate } from './identity/principal.js';
import { sessionRoutes } from './identity/session-routes.js';
import { liveReads } from './live/routes.js';
import { compensationRoutes } from './incident/compensation-routes.js';
import { incidentActs } from './incident/acts.js';
import { incidentReads } from './incident/reads.js';
import { inquiries } from './inquiry/routes.js';
import { noticeSearch } from './notice/routes.js';
import { resends } from './notice/resend-routes.js';
import { routeList, routeOverrides } from './route/routes.js';
import { callActs } from './task/call-routes.js';
import { taskActs, taskList, taskReads } from './task/routes.js';
import { templateActs, templateList, templateReads } from './template/routes.js';
import { reconciliationRoutes } from './reconciliation/routes.js';
import { sendProblem } from './problem/problem.js';
import { webhookLists, webhookReplay } from './webhook/routes.js';
import type { ApiWorld } from './world.js';

export interface V1Options {
  readonly world: ApiWorld;
  readonly authenticate: Authenticate;
  readonly events?: EventOptions;
  /** Where people sign in; without it a token alone says who calls. */
  readonly browser?: BrowserDoor;
}

/** Registers them in a scope of their own. */
export async function v1(
  fastify: FastifyInstance,
  { world, authenticate, events, browser }: V1Options,
): Promise<void> {
  takeJsonOnly(fastify);
  await fastify.register(cookie);
  guard(fastify, authenticate, browser);
  answerWithin(fastify, (request, reply) => {
    world.logger.warn({ requestId: request.id }, 'a request was put off: the ledger took too long');
    sendProblem(request, reply, 'ledger-unavailable');
  });
  // What was told to come again is not done after all.
  fastify.addHook('preHandler', (request, _reply, done) => withinDeadline(mostAnswerMsOf(request), done));
  // Nothing of an application is kept by whoever passes it on.
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-cache');
    done();
  });
  const scope = fastify.withTypeProvider<ZodTypeProvider>();
  sessionRoutes(scope, browser?.sessions);
  applicationReports(scope, world);
  stageReports(scope, world);
  applicationSearch(scope, world);
  contactActs(scope, world);
  erasures(scope, world);
  inquiries(scope, world);
  noticeSearch(scope, world);
  resends(scope, world);
  taskList(scope, world);
  taskActs(scope, world);
  callActs(scope, world);
  approvalList(scope, world);
  approvalActs(scope, world);
  routeList(scope, world);
  routeOverrides(scope, world);
  templateList(scope, world);
  templateActs(scope, world);
  engineeringReads(scope, world);
  alarmList(scope, world);
  alarmActs(scope, world);
  incidentReads(scope, world);
  incidentActs(scope, world);
  compensationRoutes(scope, world);
  liveReads(scope, world);
  announcementList(scope, world);
  webhookLists(scope, world);
  webhookReplay(scope, world);
  eventStreams(scope, world, events);
  reconciliationRoutes(scope, world);
  await fastify.register(singleReads, world);
}

/** Reads of one thing each, which a caller need not have again while it is the same (RFC 9110, If-None-Match). */
async function singleReads(fastify: FastifyInstance, world: ApiWorld): Promise<void> {
  await fastify.register(etag, { algorithm: 'sha256' });
  const scope = fastify.withTypeProvider<ZodTypeProvider>();
  applicationReads(scope, world);
  taskReads(scope, world);
  approvalReads(scope, world);
  templateReads(scope, world);
}
