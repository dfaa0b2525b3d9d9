/** Staff have a notice sent once more (人工补发). */
import { z } from 'zod';
import { knownShape } from '../../client/intake/intake.js';
import { orderResend } from '../../client/intake/resend.js';
import { roundOf } from '../application/round.js';
import { roundParams, takenSchema } from '../application/schemas.js';
import { withinScope } from '../application/scope.js';
import { reasonSchema } from '../contact/routes.js';
import { callerOf } from '../identity/guard.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';

const resendTakenSchema = takenSchema
  .extend({ orderId: z.uuid().meta({ description: 'the attempt made of it, if one is, has the same id' }) })
  .meta({ id: 'ResendTaken' });

/** `POST …/stages/{stage}/rounds/{n}/resend`. */
export function resends(scope: Scope, world: ApiWorld): void {
  scope.post(
    '/v1/applications/:applicationId/stages/:stage/rounds/:round/resend',
    {
      config: { roles: ['staff', 'supervisor'] },
      schema: {
        tags: ['notices'],
        summary: 'Have a notice sent once more, under its send policy and counted apart',
        params: roundParams,
        body: reasonSchema,
        response: {
          202: resendTakenSchema,
          ...refusals(
            'body-invalid',
            'application-unknown',
            'application-erased',
            'notice-over',
            'send-under-way',
          ),
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { applicationId, stage, round } = request.params;
      await withinScope(world, caller, knownShape(applicationId));
      const { reason } = request.body;
      const order = { stage, round: roundOf(round), reason, staffRef: caller.account };
      const { reportId, ...taken } = await orderResend(world, applicationId, order);
      return reply.code(202).send({ ...taken, orderId: reportId });
    },
  );
}
