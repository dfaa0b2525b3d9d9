/** The demo's member of staff: finishes tasks by hand, now by the console's way, now by the plain signal. */
import { completeHumanTask } from '../../client/task/complete.js';
import { openTasks } from '../../ledger/human-task/row.js';
import type { Bank } from '../bank/open-bank.js';
import { pauseUntil } from './feeder.js';

/** Staff take this long to call an applicant; the demo's later reports may come in between. */
const callTakesMs = 7_000;

export async function playStaff(bank: Bank, stopping: AbortSignal): Promise<void> {
  const done = new Set<string>();
  while (!stopping.aborted) {
    for (const task of await openTasks(bank.ledger, 100)) {
      if (task.kind !== 'deliver-by-hand' || done.has(task.taskId)) continue;
      if (Date.now() - task.openedAt < callTakesMs) continue;
      done.add(task.taskId);
      const order = { taskId: task.taskId, outcome: 'told-by-phone', staffRef: 'zhang.wei' };
      // A task may close by itself at that very moment: then there is nothing left to do.
      await completeHumanTask(bank, order, done.size % 2 === 1 ? 'signal' : 'update').catch(() => undefined);
    }
    await pauseUntil(Date.now() + 500, stopping);
  }
}
