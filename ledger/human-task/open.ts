import type { TaskBecause, TaskKind } from '../../domain/human-task/human-task.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface NewTask {
  readonly taskId: string;
  readonly applicationId: string;
  readonly notice?: { readonly stage: string; readonly round: number };
  readonly kind: TaskKind;
  readonly because: TaskBecause;
  readonly openedAt: number;
  readonly remindAt: number;
  readonly dueAt: number;
}

/** Opens a task; false if one is open for the same purpose, or this very one was opened before. */
export async function openTask(tx: Queryable, task: NewTask): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO human_task (task_id, application_id, stage, round, kind, because, state, opened_at, remind_at, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9) ON CONFLICT DO NOTHING RETURNING 1`,
    [
      task.taskId,
      task.applicationId,
      task.notice?.stage ?? null,
      task.notice?.round ?? null,
      task.kind,
      task.because,
      instant(task.openedAt),
      instant(task.remindAt),
      instant(task.dueAt),
    ],
  );
  return rows.length === 1;
}
