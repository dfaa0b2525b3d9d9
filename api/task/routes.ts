/** What staff finish by hand: the list, one task, and whose it is. */
import { z } from 'zod';
import { maskedApplicants } from '../../client/contact/masked.js';
import { claimHumanTask, completeClaimedTask, releaseHumanTask } from '../../client/task/claim.js';
import { proposeUnreachable } from '../../client/task/unreachable.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { needsApproval, taskKinds, taskOutcomes } from '../../domain/human-task/human-task.js';
import { countOpenTasks } from '../../ledger/human-task/count.js';
import { tasksBehind } from '../../ledger/human-task/page.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import { maskedSchema, taskSchema } from '../application/schemas.js';
import { approvalSchema, breakGlassSchema } from '../approval/schemas.js';
import { sayProposed } from '../approval/view.js';
import { taskView } from '../application/view.js';
import { callerOf } from '../identity/guard.js';
import { mayKnowAgain } from '../identity/principal.js';
import type { Principal } from '../identity/principal.js';
import { refusals } from '../openapi/document.js';
import { nextSchema, pageOf, pageQuery, placeOf } from '../page/cursor.js';
import { answersInTime, answerWithinMs } from '../temporal-answer.js';
import type { ApiWorld, Scope } from '../world.js';
import { taskParams, taskWithinScope } from './within-scope.js';

const tags = ['tasks'];
const yes = z.literal('true').optional();
const placeSchema = z.tuple([z.int(), z.uuid()]);
const shownTaskSchema = taskSchema.extend({ masked: maskedSchema.optional() }).meta({ id: 'ShownTask' });

/** With whom each is about, masked, for those who may know somebody again. */
async function shownTasks(world: ApiWorld, caller: Principal, tasks: readonly TaskRow[], now: number) {
  const ids = mayKnowAgain(caller) ? tasks.map(({ applicationId }) => applicationId) : [];
  const masked = await maskedApplicants(world, world.ledger, ids);
  return tasks.map((task) => {
    const applicant = masked.get(task.applicationId);
    return { ...taskView(task, now), ...(applicant === undefined ? {} : { masked: applicant }) };
  });
}

const countsSchema = z
  .object({
    open: z.int(),
    mine: z.int().meta({ description: 'which the caller has taken on' }),
    unclaimed: z.int().meta({ description: 'which nobody has' }),
    overdue: z.int().meta({ description: 'past their due time, whoever has them' }),
  })
  .meta({ id: 'TaskCounts', description: 'of open tasks; one may be counted several times' });

/** `GET /v1/tasks` and `GET /v1/tasks/counts`. */
export function taskList(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/tasks',
    {
      config: { roles: ['staff', 'supervisor', 'auditor'] },
      schema: {
        tags,
        summary: 'Tasks by due time, the most pressing first',
        querystring: z.strictObject({
          state: z.enum(['open', 'completed', 'closed']).default('open'),
          kind: z.enum(taskKinds).optional(),
          mine: yes.meta({ description: 'which the caller has taken on' }),
          unclaimed: yes.meta({ description: 'which nobody has' }),
          overdue: yes,
          ...pageQuery,
        }),
        response: {
          200: z.object({ tasks: z.array(shownTaskSchema), next: nextSchema }),
          ...refusals('request-invalid'),
        },
      },
    },
    async (request) => {
      const { limit, cursor, state, kind, mine, unclaimed, overdue } = request.query;
      const caller = callerOf(request);
      const { account, regions } = caller;
      const place = placeOf(placeSchema, cursor);
      const now = world.clock.now();
      const found = await tasksBehind(
        world.ledger,
        {
          state,
          ...(kind === undefined ? {} : { kind }),
          ...(mine === undefined ? {} : { claimedBy: account }),
          unclaimed: unclaimed !== undefined,
          overdue: overdue !== undefined,
          ...(regions === undefined ? {} : { regions }),
        },
        {
          now,
          most: limit + 1,
          ...(place === undefined ? {} : { behind: { dueAt: place[0], taskId: place[1] } }),
        },
      );
      const { rows, next } = pageOf(found, limit, ({ dueAt, taskId }) => [dueAt, taskId]);
      return { tasks: await shownTasks(world, caller, rows, now), ...(next === undefined ? {} : { next }) };
    },
  );

  scope.get(
    '/v1/tasks/counts',
    {
      config: { roles: ['staff', 'supervisor', 'auditor'] },
      schema: {
        tags,
        summary: 'How many open tasks there are',
        response: { 200: countsSchema, ...refusals() },
      },
    },
    (request) => {
      const { account, regions } = callerOf(request);
      const asked = { account, now: world.clock.now(), ...(regions === undefined ? {} : { regions }) };
      return countOpenTasks(world.ledger, asked);
    },
  );
}

/** `GET /v1/tasks/{taskId}`. */
export function taskReads(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/tasks/:taskId',
    {
      config: { roles: ['staff', 'supervisor', 'auditor'] },
      schema: {
        tags,
        summary: 'One task, and whose it is',
        params: taskParams,
        response: {
          200: shownTaskSchema,
          ...refusals('task-unknown'),
        },
      },
    },
    async (request) => {
      const task = await taskWithinScope(world, request);
      const [shown] = await shownTasks(world, callerOf(request), [task], world.clock.now());
      if (shown === undefined) throw new Refusal('task-unknown');
      return shown;
    },
  );
}

/** `POST /v1/tasks/{taskId}/claim`, `…/release` and `…/complete`. */
export function taskActs(scope: Scope, world: ApiWorld): void {
  const inTime = answersInTime(scope);
  const act = { tags, params: taskParams } as const;
  scope.post(
    '/v1/tasks/:taskId/claim',
    {
      // The story has its 5 s, and says by itself when they are over.
      config: { roles: ['staff', 'supervisor'], mostAnswerMs: 10_000 },
      schema: {
        ...act,
        summary: 'Take a task on for a while, or prolong that; who has one names who and until when',
        response: { 200: taskSchema, ...refusals('task-unknown', 'task-claimed', 'task-finished') },
      },
    },
    async (request) => {
      const { taskId } = await taskWithinScope(world, request);
      const { account: staffRef } = callerOf(request);
      const forMs = world.configuration.staff.claimMs;
      return taskView(await claimHumanTask(world, taskId, { staffRef, forMs }), world.clock.now());
    },
  );

  scope.post(
    '/v1/tasks/:taskId/release',
    {
      config: { roles: ['staff', 'supervisor'] },
      schema: {
        ...act,
        summary: 'Give a task back; a supervisor may take back anybody’s',
        response: { 200: taskSchema, ...refusals('task-unknown', 'task-claimed', 'task-finished') },
      },
    },
    async (request) => {
      const { taskId } = await taskWithinScope(world, request);
      const { account: staffRef, roles } = callerOf(request);
      const isSupervisor = roles.has('supervisor');
      return taskView(await releaseHumanTask(world, taskId, { staffRef, isSupervisor }), world.clock.now());
    },
  );

  scope.post(
    '/v1/tasks/:taskId/complete',
    {
      config: { roles: ['staff', 'supervisor'] },
      schema: {
        ...act,
        summary: 'Finish a task that is one’s own, or nobody’s; waits for the workflow, 5 s at most',
        description:
          'The same again is answered alike. `unreachable` closes a notice untold and waits for a second person (202), unless a supervisor breaks the glass; the workflow finishes it then. Where the workflow cannot be asked nothing is finished, and the task stays with whoever asked, to be finished by the same call.',
        body: z.strictObject({ outcome: z.enum(taskOutcomes), breakGlass: breakGlassSchema.optional() }),
        response: {
          200: taskSchema,
          202: approvalSchema,
          ...refusals(
            'task-outcome',
            'approval-open',
            'task-unknown',
            'task-claimed',
            'task-finished',
            'temporal-unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const { taskId } = await taskWithinScope(world, request);
      const actor = callerOf(request);
      const { account: staffRef } = actor;
      const withinMs = world.answerWithinMs ?? answerWithinMs;
      const { claimMs } = world.configuration.staff;
      const { outcome, breakGlass } = request.body;
      if (needsApproval(outcome)) {
        const order = { actor, ...(breakGlass === undefined ? {} : { breakGlass }) };
        const approval = await proposeUnreachable(world, taskId, order);
        if (approval !== undefined) return sayProposed(reply, approval, world.clock.now());
        return taskView(await taskWithinScope(world, request), world.clock.now());
      }
      await inTime(completeClaimedTask(world, taskId, { outcome, staffRef, claimMs, withinMs }), withinMs);
      return taskView(await taskWithinScope(world, request), world.clock.now());
    },
  );
}
