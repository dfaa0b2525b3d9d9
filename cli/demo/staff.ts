/** The demo's member of staff: finishes tasks by hand, by the console's way or by the plain signal. */
import { z } from 'zod';
import { approve } from '../../client/approval/decide.js';
import { completeHumanTask } from '../../client/task/complete.js';
import { proposeUnreachable } from '../../client/task/unreachable.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { given } from '../../domain/explanation/given.js';
import { needsApproval, taskOutcomes } from '../../domain/human-task/human-task.js';
import { openTasks } from '../../ledger/human-task/row.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import type { Bank } from '../bank/open-bank.js';
import { pauseUntil } from './feeder.js';

/**
 * How a notice is finished by hand, by application: by a telephone call and by the console's way where
 * nothing is said. What comes by `signal` is recorded as not verified.
 */
export const staffScriptSchema = z.record(
  z.string(),
  z.strictObject({
    outcome: z.enum(taskOutcomes).default('told-by-phone'),
    /** Who agrees to `unreachable`; without anybody it waits. */
    confirmedBy: z.string().optional(),
    way: z.enum(['update', 'signal']).default('update'),
    /** Its tasks are left open, for whoever tries the console afterwards. */
    left: z.boolean().default(false),
  }),
);
export type StaffScript = Readonly<z.infer<typeof staffScriptSchema>>;

/** Staff take this long to call an applicant; the demo's later reports may come in between. */
const callTakesMs = 10_500;
/** A right number is looked for longer; then a second person confirms that there is none. */
const searchTakesMs = 24_000;

export async function playStaff(
  bank: Bank,
  script: StaffScript,
  stopping: AbortSignal,
  slower = 1,
): Promise<void> {
  const done = new Set<string>();
  while (!stopping.aborted) {
    for (const task of await openTasks(bank.ledger, 100)) {
      const takesMs = task.kind === 'deliver-by-hand' ? callTakesMs : searchTakesMs;
      if (script[task.applicationId]?.left === true) continue;
      if (done.has(task.taskId) || Date.now() - task.openedAt < takesMs * slower) continue;
      done.add(task.taskId);
      // A task may close by itself at that very moment: then there is nothing left to do.
      await work(bank, task, finish(task, script)).catch(() => undefined);
    }
    await pauseUntil(Date.now() + 500, stopping);
  }
}

const zhangWei: Actor = { account: 'zhang.wei', roles: new Set(['staff']) };

async function work(bank: Bank, { taskId }: TaskRow, { outcome, way, confirmedBy }: Finish): Promise<void> {
  if (!needsApproval(outcome))
    return completeHumanTask(bank, { taskId, outcome, staffRef: zhangWei.account }, way);
  const approval = await proposeUnreachable(bank, taskId, { actor: zhangWei });
  if (approval === undefined || confirmedBy === undefined) return;
  await approve(bank, approval.approvalId, { account: confirmedBy, roles: new Set(['staff']) });
}

/** How a task is finished. */
type Finish = Omit<StaffScript[string], 'left'>;

const byPhone = { outcome: 'told-by-phone', way: 'update' } as const;
const notFound = { outcome: 'unreachable', confirmedBy: 'li.na', way: 'update' } as const;

const finish = (task: TaskRow, script: StaffScript) =>
  given<Finish>(task.kind === 'correct-contact' ? notFound : (script[task.applicationId] ?? byPhone));
