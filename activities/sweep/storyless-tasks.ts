import { storylessTasksDue } from '../../ledger/human-task/storyless-due.js';
import { recordTaskDue } from '../human-task/record-due.js';
import type { World } from '../world.js';

/** Of tasks that no story waits for the sweep reminds staff, and raises the alarm when they are overdue. */
export async function rememberStorylessTasks(world: World): Promise<void> {
  for (const { taskId, what } of await storylessTasksDue(world.ledger, world.clock.now()))
    await recordTaskDue(world, taskId, what);
}
