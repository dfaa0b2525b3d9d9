/** Reports of stages: each owes one notice from its answer on. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { knownShape } from '../../client/intake/intake.js';
import { reportStage } from '../../client/intake/stages.js';
import { stageBodySchemas } from '../../domain/report/schemas.js';
import { noticesOfApplication } from '../../ledger/notice/find.js';
import { approvalSchema } from '../approval/schemas.js';
import { sayProposed } from '../approval/view.js';
import { callerOf } from '../identity/guard.js';
import { judgedByIntake } from '../judged-by-intake.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';
import { roundOf } from './round.js';
import { noticeSchema, roundParams, stageParams, takenSchema } from './schemas.js';
import { withinScope } from './scope.js';
import { noticeView } from './view.js';

const stageTakenSchema = takenSchema.extend({ notice: noticeSchema }).meta({ id: 'StageTaken' });
const bodySchema = z
  .union([
    stageBodySchemas['preliminary-approval'].meta({ id: 'PreliminaryApproval' }),
    stageBodySchemas['supplementary-documents'].meta({ id: 'SupplementaryDocuments' }),
    stageBodySchemas['final-decision'].meta({ id: 'FinalDecision' }),
  ])
  .meta({ id: 'StageReport', description: 'the shape of the stage named in the address' });

const described = {
  tags: ['applications'],
  body: bodySchema,
  response: {
    202: stageTakenSchema,
    200: stageTakenSchema,
    ...refusals(
      'body-invalid',
      'application-unknown',
      'application-erased',
      'stage-unknown',
      'stage-differs',
    ),
  },
} as const;
const furtherRound = {
  ...described,
  response: {
    ...described.response,
    ...refusals('stage-differs', 'correction-rejected'),
    202: z.union([stageTakenSchema, approvalSchema]).meta({
      description: 'taken, its notice is owed; or an approval, of a corrected decision that waits',
    }),
  },
} as const;

/** `PUT …/stages/{stage}` (round 1) and `…/stages/{stage}/rounds/{n}`. */
export function stageReports(scope: Scope, world: ApiWorld): void {
  const take = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { applicationId, stage, round }: { applicationId: string; stage: string; round: number },
  ) => {
    const caller = callerOf(request);
    await withinScope(world, caller, knownShape(applicationId));
    const taken = await reportStage(world, applicationId, stage, round, request.body, caller);
    if (taken.result === 'proposed') return sayProposed(reply, taken.approval, world.clock.now());
    const notice = (await noticesOfApplication(world.ledger, applicationId)).find(
      (one) => one.stage === stage && one.round === round,
    );
    if (notice === undefined) throw new Error('a stage was taken and owes no notice');
    return reply.code(taken.result === 'created' ? 202 : 200).send({ ...taken, notice: noticeView(notice) });
  };

  scope.put(
    '/v1/applications/:applicationId/stages/:stage',
    {
      config: { roles: ['loan-system'] },
      validatorCompiler: judgedByIntake,
      schema: { ...described, params: stageParams, summary: 'Report a stage, round 1: its notice is owed' },
    },
    (request, reply) => take(request, reply, { ...request.params, round: 1 }),
  );

  scope.put(
    '/v1/applications/:applicationId/stages/:stage/rounds/:round',
    {
      config: { roles: ['loan-system'] },
      validatorCompiler: judgedByIntake,
      schema: {
        ...furtherRound,
        params: roundParams,
        summary: 'Report a further round of a stage: a corrected decision, or further documents',
        description:
          'A corrected decision waits for a supervisor where the applicant has heard, or may have heard, what it corrects: 202 with the approval and its address (`Location`), the same for the same body again. Once it is approved it is taken, and known (200); a rejected one is refused.',
      },
    },
    (request, reply) => {
      const { round, ...place } = request.params;
      return take(request, reply, { ...place, round: roundOf(round) });
    },
  );
}
