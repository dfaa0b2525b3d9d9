/** Calling an applicant about a task: what to say to whom, and what becomes of a call that was in vain. */
import { z } from 'zod';
import { beginCall } from '../../client/task/call.js';
import { putOffHumanTask } from '../../client/task/put-off.js';
import type { CallScript } from '../../domain/call-script/said.js';
import { putOffBecause } from '../../domain/human-task/human-task.js';
import { taskSchema } from '../application/schemas.js';
import { taskView } from '../application/view.js';
import { callerOf } from '../identity/guard.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';
import { taskParams, taskWithinScope } from './within-scope.js';

const tags = ['tasks'];

const scriptSchema = z
  .object({
    greet: z.string(),
    verify: z.array(
      z.object({
        say: z.string(),
        expect: z.string().meta({ description: 'what the person must answer; never to be read out' }),
      }),
    ),
    anotherPerson: z
      .string()
      .meta({ description: 'to anybody who is not the person, or answers otherwise; the call ends with it' }),
    tell: z.array(z.string()).meta({ description: 'once the person is known' }),
    close: z.string(),
  })
  .meta({ id: 'CallScript', description: 'in the order in which it is said' });

const callSchema = z
  .object({
    task: taskSchema,
    name: z.string(),
    contactPerson: z.string().optional(),
    mobile: z.string().optional(),
    landline: z.string().optional(),
    speak: z.enum(['zh-CN', 'en']).meta({ description: 'the language the applicant asked for' }),
    zh: scriptSchema,
    en: scriptSchema,
  })
  .meta({ id: 'Call', description: 'in clear, for this call alone' });

const scriptView = ({ verify, tell, ...said }: CallScript): z.input<typeof scriptSchema> => ({
  ...said,
  verify: [...verify],
  tell: [...tell],
});

/** `POST /v1/tasks/{taskId}/call` and `…/put-off`. */
export function callActs(scope: Scope, world: ApiWorld): void {
  scope.post(
    '/v1/tasks/:taskId/call',
    {
      config: { roles: ['staff', 'supervisor'] },
      schema: {
        tags,
        params: taskParams,
        summary: 'Begin a call about a task: takes it on, and shows whom to call and what to say, on record',
        response: {
          200: callSchema,
          ...refusals('task-unknown', 'task-claimed', 'task-finished', 'application-erased'),
        },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const { taskId } = await taskWithinScope(world, request);
      const { account: staffRef } = callerOf(request);
      const { claimMs, callBackNumber } = world.configuration.staff;
      const { timeZone } = world.clockwork;
      const call = await beginCall(world, taskId, { staffRef, claimMs, callBackNumber, timeZone });
      const task = taskView(call.task, world.clock.now());
      return { ...call, task, zh: scriptView(call.zh), en: scriptView(call.en) };
    },
  );

  scope.post(
    '/v1/tasks/:taskId/put-off',
    {
      config: { roles: ['staff', 'supervisor'] },
      schema: {
        tags,
        params: taskParams,
        summary: 'Give a task back after a call in vain, saying when to call again; its due time stays',
        body: z.strictObject({
          because: z.enum(putOffBecause),
          until: z.iso.datetime({ offset: true }).meta({ description: 'within the next 7 days' }),
        }),
        response: {
          200: taskSchema,
          ...refusals('body-invalid', 'task-unknown', 'task-claimed', 'task-finished'),
        },
      },
    },
    async (request) => {
      const { taskId } = await taskWithinScope(world, request);
      const { account: staffRef } = callerOf(request);
      const { because, until } = request.body;
      const putOff = { staffRef, because, until: Date.parse(until) };
      return taskView(await putOffHumanTask(world, taskId, putOff), world.clock.now());
    },
  );
}
