/** A supervisor has an applicant's data erased. */
import { z } from 'zod';
import { eraseOnRequest } from '../../client/erasure/erase.js';
import { knownShape } from '../../client/intake/intake.js';
import { erasureReasons } from '../../domain/erasure/erasure.js';
import { applicationParams, erasureSchema } from '../application/schemas.js';
import { withinScope } from '../application/scope.js';
import { erasureView } from '../application/view.js';
import { callerOf } from '../identity/guard.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';

const requestSchema = z
  .strictObject({
    reason: z.enum(erasureReasons).meta({ description: 'the grounds of PIPL Art. 47' }),
    reference: z
      .string()
      .max(40)
      .optional()
      .meta({ description: 'of the bank’s own file on the request; it stays on record, so nobody’s number' }),
  })
  .meta({ id: 'ErasureRequest' });

/** `POST /v1/applications/{applicationId}/erasure`. */
export function erasures(scope: Scope, world: ApiWorld): void {
  scope.post(
    '/v1/applications/:applicationId/erasure',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags: ['applications'],
        summary: 'Erase the applicant’s data for good; the record of what was sent, and when, remains',
        description:
          'Only once the application is over: decided or withdrawn, nothing owed, no task open, no receipt still possible, its workflow ended. Asked again, it answers what stands.',
        params: applicationParams,
        body: requestSchema,
        response: {
          200: erasureSchema,
          ...refusals(
            'body-invalid',
            'application-unknown',
            'application-unfinished',
            'temporal-unavailable',
          ),
        },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { applicationId } = request.params;
      await withinScope(world, caller, knownShape(applicationId));
      const { reason, reference } = request.body;
      const asked = { reason, staffRef: caller.account, ...(reference === undefined ? {} : { reference }) };
      return erasureView(await eraseOnRequest(world, applicationId, asked));
    },
  );
}
