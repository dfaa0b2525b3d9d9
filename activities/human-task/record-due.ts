import { raiseAlarm } from '../../ledger/alarm/raise.js';
import { appendEvent } from '../../ledger/event/append.js';
import { placeOf } from '../../ledger/human-task/complete.js';
import { markTask } from '../../ledger/human-task/finish.js';
import { findTask } from '../../ledger/human-task/row.js';
import type { World } from '../world.js';

/** Puts on record that staff are reminded of a task, or that it is overdue, which is an alarm; each once. */
export const recordTaskDue = (
  world: Pick<World, 'ledger' | 'clock'>,
  taskId: string,
  what: 'reminder' | 'overdue',
): Promise<void> =>
  world.ledger.transaction(async (tx) => {
    const at = world.clock.now();
    const task = await findTask(tx, taskId);
    if (task === undefined || !(await markTask(tx, taskId, what, at))) return;
    const kind = what === 'reminder' ? 'task-reminded' : 'task-overdue';
    await appendEvent(tx, { at, ...placeOf(task), taskId, kind, detail: { dueAt: task.dueAt } });
    if (what === 'overdue') await raiseAlarm(tx, 'task-overdue', taskId, at);
  });
