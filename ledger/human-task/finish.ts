import type { TaskClosedBecause, TaskOutcome } from '../../domain/human-task/human-task.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface Completion {
  readonly outcome: TaskOutcome;
  readonly staffRef: string;
  readonly confirmedBy?: string;
  readonly identity: 'verified' | 'not-verified';
}

/** Completes an open task; false if it is not open: the first completion stands. */
export async function completeTask(
  tx: Queryable,
  taskId: string,
  done: Completion,
  at: number,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE human_task SET state = 'completed', finished_at = $2, outcome = $3, staff_ref = $4, confirmed_by = $5, identity = $6
      WHERE task_id = $1 AND state = 'open' RETURNING 1`,
    [taskId, instant(at), done.outcome, done.staffRef, done.confirmedBy ?? null, done.identity],
  );
  return rows.length === 1;
}

/** Closes an open task that needs no person any more; false if it is not open. */
export async function closeTask(
  tx: Queryable,
  taskId: string,
  because: TaskClosedBecause,
  at: number,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE human_task SET state = 'closed', finished_at = $2, closed_because = $3
      WHERE task_id = $1 AND state = 'open' RETURNING 1`,
    [taskId, instant(at), because],
  );
  return rows.length === 1;
}

/** Marks an open task as reminded or overdue; false if that was done before or it is not open. */
export async function markTask(
  tx: Queryable,
  taskId: string,
  what: 'reminder' | 'overdue',
  at: number,
): Promise<boolean> {
  const column = what === 'reminder' ? 'reminded_at' : 'overdue_at';
  const rows = await tx.query(
    `UPDATE human_task SET ${column} = $2 WHERE task_id = $1 AND state = 'open' AND ${column} IS NULL RETURNING 1`,
    [taskId, instant(at)],
  );
  return rows.length === 1;
}
