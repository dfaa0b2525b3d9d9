/** What those are offered whom an incident left untold, and what the loan system says to it. */
import { z } from 'zod';
import { takeAnswer } from '../../client/incident/answer.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { findApplication } from '../../ledger/application/find.js';
import { compensationsAfter, findCompensation } from '../../ledger/compensation/row.js';
import { findIncident } from '../../ledger/incident/row.js';
import { callerOf } from '../identity/guard.js';
import { mayAccess } from '../identity/principal.js';
import { refusals } from '../openapi/document.js';
import { nextSchema, pageOf, pageQuery, placeOf } from '../page/cursor.js';
import type { ApiWorld, Scope } from '../world.js';
import { answerSchema, compensationParams, compensationSchema, incidentParams } from './schemas.js';
import { compensationView } from './view.js';

const tags = ['incidents'];
const placeSchema = z.tuple([z.string()]);

/** `GET /v1/incidents/{incidentId}/compensations`, and the loan system's answer. */
export function compensationRoutes(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/incidents/:incidentId/compensations',
    {
      config: { roles: ['staff', 'supervisor', 'auditor'] },
      schema: {
        tags,
        summary: 'Who is offered something for having been left untold, by application',
        params: incidentParams,
        querystring: z.strictObject(pageQuery),
        response: {
          200: z.object({ compensations: z.array(compensationSchema), next: nextSchema }),
          ...refusals('request-invalid', 'incident-unknown'),
        },
      },
    },
    async (request) => {
      const { incidentId } = request.params;
      const { limit, cursor } = request.query;
      if ((await findIncident(world.ledger, incidentId)) === undefined) throw new Refusal('incident-unknown');
      const [behind] = placeOf(placeSchema, cursor) ?? [];
      const { regions } = callerOf(request);
      const found = await compensationsAfter(world.ledger, incidentId, {
        most: limit + 1,
        ...(behind === undefined ? {} : { behind }),
        ...(regions === undefined ? {} : { regions }),
      });
      const { rows, ...next } = pageOf(found, limit, ({ applicationId }) => [applicationId]);
      return { compensations: rows.map(compensationView), ...next };
    },
  );

  scope.put(
    '/v1/compensations/:compensationId/answer',
    {
      config: { roles: ['loan-system'] },
      schema: {
        tags,
        summary: 'Say whether a compensation is granted; what is granted staff tell the applicant',
        params: compensationParams,
        body: answerSchema,
        response: {
          201: compensationSchema,
          200: compensationSchema,
          ...refusals(
            'body-invalid',
            'compensation-unknown',
            'compensation-unapproved',
            'compensation-differs',
          ),
        },
      },
    },
    async (request, reply) => {
      const { compensationId } = request.params;
      const found = await findCompensation(world.ledger, compensationId);
      const application =
        found === undefined ? undefined : await findApplication(world.ledger, found.applicationId);
      // Of another's regions nothing is said, not even that it exists.
      if (application === undefined || !mayAccess(callerOf(request), application.region))
        throw new Refusal('compensation-unknown');
      const { result, compensation } = await takeAnswer(world, compensationId, request.body.result);
      return reply.code(result === 'known' ? 200 : 201).send(compensationView(compensation));
    },
  );
}
