/** The task an address names, as far as the caller may know of it. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../domain/failure/catalogue.js';
import { findApplication } from '../../ledger/application/find.js';
import { findTask } from '../../ledger/human-task/row.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import { callerOf } from '../identity/guard.js';
import { mayAccess } from '../identity/principal.js';
import type { ApiWorld } from '../world.js';

export const taskParams = z.object({ taskId: z.string().meta({ format: 'uuid' }) });

/** One of another region is answered like one that is not there: `task-unknown`. */
export async function taskWithinScope(world: ApiWorld, request: FastifyRequest): Promise<TaskRow> {
  const { taskId } = request.params as z.infer<typeof taskParams>;
  const caller = callerOf(request);
  const task = await findTask(world.ledger, taskId);
  if (task === undefined) throw new Refusal('task-unknown');
  if (caller.regions !== undefined) {
    const application = await findApplication(world.ledger, task.applicationId);
    if (!mayAccess(caller, application?.region)) throw new Refusal('task-unknown');
  }
  return task;
}
