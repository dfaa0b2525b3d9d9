/** What the loan system reports of an application, and how an application stands. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { applicationOnRecord, timelineOnRecord } from '../../client/application/read.js';
import { maskedApplicant } from '../../client/contact/masked.js';
import { reportApplication, reportContacts, reportWithdrawal } from '../../client/intake/applications.js';
import { knownShape } from '../../client/intake/intake.js';
import type { Taken } from '../../client/intake/intake.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import {
  applicationBodySchema,
  contactsReportSchema,
  withdrawalBodySchema,
} from '../../domain/report/schemas.js';
import { callerOf } from '../identity/guard.js';
import { mayAccess, mayKnowAgain } from '../identity/principal.js';
import { judgedByIntake } from '../judged-by-intake.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';
import { applicationSchema } from './application-schema.js';
import { applicationView } from './application-view.js';
import { applicationParams, takenSchema } from './schemas.js';
import { withinScope } from './scope.js';
import { timelineQuery, timelineSchema, timelineView } from './timeline.js';

const tags = ['applications'];
const reported = { tags, params: applicationParams } as const;

/** Answers what the intake said: `created` under the status given, `known` as 200. */
export const answerTaken = (reply: FastifyReply, taken: Taken, created: 201 | 202): FastifyReply =>
  reply.code(taken.result === 'created' ? created : 200).send(taken);

/** `PUT /v1/applications/{applicationId}`, `PUT …/contacts`, `POST …/withdrawal`. */
export function applicationReports(scope: Scope, world: ApiWorld): void {
  scope.put(
    '/v1/applications/:applicationId',
    {
      config: { roles: ['loan-system'] },
      validatorCompiler: judgedByIntake,
      schema: {
        ...reported,
        summary: 'Report an application; its contacts are checked at once',
        body: applicationBodySchema.meta({ id: 'ApplicationReport' }),
        response: {
          201: takenSchema,
          200: takenSchema,
          ...refusals('body-invalid', 'application-differs', 'application-erased'),
        },
      },
    },
    async (request, reply) => {
      const { applicationId } = request.params;
      withinOwnRegions(request);
      return answerTaken(reply, await reportApplication(world, applicationId, request.body), 201);
    },
  );

  scope.put(
    '/v1/applications/:applicationId/contacts',
    {
      config: { roles: ['loan-system'] },
      validatorCompiler: judgedByIntake,
      schema: {
        ...reported,
        summary: 'Report changed contacts as a whole: a new version',
        body: contactsReportSchema.meta({ id: 'ContactsReport' }),
        response: {
          201: takenSchema,
          200: takenSchema,
          ...refusals('body-invalid', 'application-unknown', 'application-erased'),
        },
      },
    },
    async (request, reply) => {
      const { applicationId } = request.params;
      await withinScope(world, callerOf(request), knownShape(applicationId));
      return answerTaken(reply, await reportContacts(world, applicationId, request.body), 201);
    },
  );

  scope.post(
    '/v1/applications/:applicationId/withdrawal',
    {
      config: { roles: ['loan-system'] },
      validatorCompiler: judgedByIntake,
      schema: {
        ...reported,
        summary: 'The application was withdrawn: everything owed ends',
        body: withdrawalBodySchema.meta({ id: 'WithdrawalReport' }),
        response: {
          202: takenSchema,
          200: takenSchema,
          ...refusals('body-invalid', 'application-unknown', 'application-erased', 'withdrawal-differs'),
        },
      },
    },
    async (request, reply) => {
      const { applicationId } = request.params;
      await withinScope(world, callerOf(request), knownShape(applicationId));
      return answerTaken(reply, await reportWithdrawal(world, applicationId, request.body), 202);
    },
  );
}

/** `GET /v1/applications/{applicationId}`, `GET …/timeline`. */
export function applicationReads(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/applications/:applicationId',
    {
      config: { roles: ['loan-system', 'staff', 'supervisor', 'engineer', 'auditor'] },
      schema: {
        ...reported,
        summary: 'How an application stands, and why its applicant has, or has not yet, been told',
        response: { 200: applicationSchema, ...refusals('body-invalid', 'application-unknown') },
      },
    },
    async (request) => {
      const id = knownShape(request.params.applicationId);
      const onRecord = await applicationOnRecord(world, id);
      if (!mayAccess(callerOf(request), onRecord.application.region))
        throw new Refusal('application-unknown');
      const masked = mayKnowAgain(callerOf(request))
        ? await maskedApplicant(world, world.ledger, id)
        : undefined;
      return {
        ...applicationView(onRecord, world.clock.now()),
        ...(masked === undefined ? {} : { masked }),
      };
    },
  );

  scope.get(
    '/v1/applications/:applicationId/timeline',
    {
      config: { roles: ['loan-system', 'staff', 'supervisor', 'engineer', 'auditor'] },
      schema: {
        ...reported,
        querystring: timelineQuery,
        summary: 'Earlier entries of what is on record about an application',
        response: {
          200: timelineSchema,
          ...refusals('request-invalid', 'body-invalid', 'application-unknown'),
        },
      },
    },
    async (request) => {
      const id = knownShape(request.params.applicationId);
      const onRecord = await timelineOnRecord(world, id, request.query.before);
      if (!mayAccess(callerOf(request), onRecord.application.region))
        throw new Refusal('application-unknown');
      return timelineView(onRecord);
    },
  );
}

/** A loan system bound to regions reports no application of another's. */
function withinOwnRegions(request: FastifyRequest): void {
  const { region } = (request.body ?? {}) as { readonly region?: unknown };
  if (!mayAccess(callerOf(request), typeof region === 'string' ? region.trim() : undefined))
    throw new Refusal('forbidden', ['region: expected one of your own']);
}
