/** What waits for a second pair of eyes, and what was done alone. */
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import { approve, reject, withdraw } from '../../client/approval/decide.js';
import { revealApproval } from '../../client/approval/reveal.js';
import { review } from '../../client/approval/review.js';
import { whatMay } from '../../client/approval/what-may.js';
import { routesInForce } from '../../client/route/override.js';
import { approvalKinds, approvalStates } from '../../domain/approval/approval.js';
import { decidableKinds, mayReview } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import { findApplication } from '../../ledger/application/find.js';
import { approvalsBefore } from '../../ledger/approval/page.js';
import { findApproval } from '../../ledger/approval/row.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { stepsOf } from '../../ledger/approval/step.js';
import { wholeListWithinMs } from '../answer-within.js';
import { reasonSchema } from '../contact/routes.js';
import { callerOf } from '../identity/guard.js';
import { mayAccess } from '../identity/principal.js';
import type { Role } from '../identity/principal.js';
import { refusals } from '../openapi/document.js';
import { nextSchema, pageOf, pageQuery, placeOf } from '../page/cursor.js';
import type { ApiWorld, Scope } from '../world.js';
import {
  approvalParams,
  approvalSchema,
  rejectionSchema,
  revealedApprovalSchema,
  reviewSchema,
  wholeApprovalSchema,
} from './schemas.js';
import { approvalView, wholeApprovalView } from './view.js';

const tags = ['approvals'];
const readers: readonly Role[] = ['staff', 'supervisor', 'auditor'];
/** The loan system is told of corrected decisions that wait, and takes its own back. */
const loanSystem: Role = 'loan-system';
const placeSchema = z.tuple([z.int().min(0)]);

/** `GET /v1/approvals`. */
export function approvalList(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/approvals',
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Approvals, the newest first',
        querystring: z.strictObject({
          state: z.enum(approvalStates).optional(),
          kind: z.enum(approvalKinds).optional(),
          applicationId: z.string().max(64).optional(),
          subject: z
            .string()
            .max(120)
            .optional()
            .meta({ description: 'the task, the route or provider, the words it is about' }),
          waiting: z
            .enum(['true', 'false'])
            .optional()
            .meta({ description: 'whether somebody must still decide on it, or review it' }),
          decidable: z
            .literal('true')
            .optional()
            .meta({ description: 'what the caller may decide on, or review, now' }),
          ...pageQuery,
        }),
        response: {
          200: z.object({ approvals: z.array(approvalSchema), next: nextSchema }),
          ...refusals('request-invalid'),
        },
      },
    },
    async (request) => {
      const { limit, cursor, state, kind, applicationId, subject, waiting, decidable } = request.query;
      const caller = callerOf(request);
      const { account, regions } = caller;
      const [before] = placeOf(placeSchema, cursor) ?? [];
      const now = world.clock.now();
      const kinds = decidableKinds(caller);
      const found = await approvalsBefore(
        world.ledger,
        {
          ...(state === undefined ? {} : { state }),
          ...(kind === undefined ? {} : { kind }),
          ...(applicationId === undefined ? {} : { applicationId }),
          ...(subject === undefined ? {} : { subject }),
          ...(waiting === undefined ? {} : { waiting: waiting === 'true' }),
          ...(decidable === undefined ? {} : { decidable: { account, kinds, reviews: mayReview(caller) } }),
          ...(regions === undefined ? {} : { regions }),
        },
        { now, most: limit + 1, ...(before === undefined ? {} : { before }) },
      );
      const { rows, next } = pageOf(found, limit, ({ number }) => [number]);
      const routes = await routesOf(world, rows);
      return {
        approvals: rows.map((row) => approvalView(row, now, routes)),
        ...(next === undefined ? {} : { next }),
      };
    },
  );
}

/** `GET /v1/approvals/{approvalId}`. */
export function approvalReads(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/approvals/:approvalId',
    {
      config: { roles: [...readers, loanSystem] },
      schema: {
        tags,
        summary: 'One approval, where it stands, what was done about it, and what the caller may do',
        description: 'For the loan system, those of corrected decisions alone.',
        params: approvalParams,
        response: { 200: wholeApprovalSchema, ...refusals('approval-unknown') },
      },
    },
    async (request) => {
      const row = await approvalWithinScope(world, request);
      const steps = await stepsOf(world.ledger, row.approvalId);
      return wholeApprovalView(await shown(world, row), steps, await whatMay(world, row, callerOf(request)));
    },
  );
}

/** `POST /v1/approvals/{approvalId}/approve`, `…/reject`, `…/withdraw`, `…/review` and `…/reveal`. */
export function approvalActs(scope: Scope, world: ApiWorld): void {
  const act = { tags, params: approvalParams } as const;
  const people: readonly Role[] = ['staff', 'supervisor'];
  const decided = (...more: readonly FailureCode[]) => ({
    200: approvalSchema,
    ...refusals('approval-unknown', 'approval-own', 'approval-over', 'application-erased', ...more),
  });

  scope.post(
    '/v1/approvals/:approvalId/approve',
    {
      // The closing of an incident is judged once more.
      config: { roles: people, mostAnswerMs: wholeListWithinMs },
      schema: {
        ...act,
        summary: 'Agree to what somebody else proposed: it is done with that',
        description:
          'The same again is answered alike. What a workflow carries out stands in `carriedOutAt` once it has; while Temporal is away it is told later, by itself.',
        response: decided('approval-overtaken', 'words-step'),
      },
    },
    async (request) => {
      const { approvalId } = await approvalWithinScope(world, request);
      return shown(world, await approve(world, approvalId, callerOf(request)));
    },
  );

  scope.post(
    '/v1/approvals/:approvalId/reject',
    {
      config: { roles: people },
      schema: {
        ...act,
        summary: 'Say no to what somebody else proposed, and why',
        body: rejectionSchema,
        response: decided('body-invalid'),
      },
    },
    async (request) => {
      const { approvalId } = await approvalWithinScope(world, request);
      return shown(world, await reject(world, approvalId, callerOf(request), request.body.reason));
    },
  );

  scope.post(
    '/v1/approvals/:approvalId/withdraw',
    {
      config: { roles: [...people, loanSystem] },
      schema: { ...act, summary: 'Take one’s own proposal back', response: decided() },
    },
    async (request) => {
      const { approvalId } = await approvalWithinScope(world, request);
      return shown(world, await withdraw(world, approvalId, callerOf(request)));
    },
  );

  scope.post(
    '/v1/approvals/:approvalId/review',
    {
      config: { roles: ['supervisor', 'auditor'] },
      schema: {
        ...act,
        summary: 'Endorse or object to what somebody else did alone',
        description: 'What was done stays done; the objection and its reason are on record.',
        body: reviewSchema,
        response: decided('body-invalid'),
      },
    },
    async (request) => {
      const { approvalId } = await approvalWithinScope(world, request);
      return shown(world, await review(world, approvalId, callerOf(request), request.body));
    },
  );

  scope.post(
    '/v1/approvals/:approvalId/reveal',
    {
      config: { roles: readers },
      schema: {
        ...act,
        summary: 'Show what is sealed of it, in clear: who saw it, and why, is on record first',
        body: reasonSchema,
        response: {
          200: revealedApprovalSchema,
          ...refusals('body-invalid', 'approval-unknown', 'application-erased'),
        },
      },
    },
    async (request, reply) => {
      const { approvalId } = await approvalWithinScope(world, request);
      const { reason } = request.body;
      const { values, before, written } = await revealApproval(world, approvalId, callerOf(request), reason);
      void reply.header('cache-control', 'no-store');
      return {
        ...(values === undefined ? {} : { values }),
        ...(before === undefined ? {} : { before }),
        written: [...written],
      };
    },
  );
}

const shown = async (world: ApiWorld, row: ApprovalRow) =>
  approvalView(row, world.clock.now(), await routesOf(world, [row]));

/** What a hold would close is told by the routes in force; nothing else needs them. */
const routesOf = async (world: ApiWorld, rows: readonly ApprovalRow[]) =>
  rows.some(({ kind }) => kind === 'route-hold') ? routesInForce(world) : [];

/** The approval an address names; one about an application of another region is answered like one that is not there. */
async function approvalWithinScope(world: ApiWorld, request: FastifyRequest): Promise<ApprovalRow> {
  const { approvalId } = request.params as z.infer<typeof approvalParams>;
  const caller = callerOf(request);
  const approval = await findApproval(world.ledger, approvalId);
  if (approval === undefined) throw new Refusal('approval-unknown');
  const isReader = readers.some((role) => caller.roles.has(role));
  if (!isReader && approval.kind !== 'corrected-decision') throw new Refusal('approval-unknown');
  if (caller.regions !== undefined && approval.applicationId !== null) {
    const application = await findApplication(world.ledger, approval.applicationId);
    if (!mayAccess(caller, application?.region)) throw new Refusal('approval-unknown');
  }
  return approval;
}
