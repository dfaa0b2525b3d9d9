import { storylessKinds } from '../../domain/human-task/human-task.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Open tasks that no story waits for, and whose reminder or due time has come at an instant and is not on record, the most pressing first. */
export const storylessTasksDue = (
  tx: Queryable,
  now: number,
): Promise<{ readonly taskId: string; readonly what: 'reminder' | 'overdue' }[]> =>
  tx.query(
    `SELECT task_id AS "taskId", CASE WHEN due_at <= $1 THEN 'overdue' ELSE 'reminder' END AS what
       FROM human_task
      WHERE state = 'open' AND kind = ANY($2)
        AND (due_at <= $1 AND overdue_at IS NULL OR due_at > $1 AND remind_at <= $1 AND reminded_at IS NULL)
      ORDER BY due_at, task_id LIMIT 1000`,
    [instant(now), [...storylessKinds]],
  );
