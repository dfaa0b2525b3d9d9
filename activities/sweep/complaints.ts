import { complaintsDue } from '../../ledger/human-task/complaints-due.js';
import { recordTaskDue } from '../human-task/record-due.js';
import type { World } from '../world.js';

/** No story waits for a complaint, so the sweep reminds staff of it, and raises the alarm when it is overdue. */
export async function rememberComplaints(world: World): Promise<void> {
  for (const { taskId, what } of await complaintsDue(world.ledger, world.clock.now()))
    await recordTaskDue(world, taskId, what);
}
