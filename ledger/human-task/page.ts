import type { TaskKind } from '../../domain/human-task/human-task.js';
import { instant } from '../ledger.js';
import { ofRegions } from '../application/regions.js';
import type { Queryable } from '../ledger.js';
import { taskColumns } from './row.js';
import type { TaskRow } from './row.js';

/** What a list of tasks is asked for; what is not named does not narrow it. */
export interface TaskFilter {
  readonly state?: TaskRow['state'];
  readonly kind?: TaskKind;
  /** Held by this account now. */
  readonly claimedBy?: string;
  /** Held by nobody now. */
  readonly unclaimed?: boolean;
  /** Open past its due time. */
  readonly overdue?: boolean;
  /** Of applications of these branch regions, or of none. */
  readonly regions?: readonly string[];
}

/** The place of a task in a list: behind it the next page begins. */
export interface TaskPlace {
  readonly dueAt: number;
  readonly taskId: string;
}

/** Tasks with the region of their application, by due time; `most` of them behind a place. */
export function tasksBehind(
  tx: Queryable,
  filter: TaskFilter,
  { now, behind, most }: { readonly now: number; readonly behind?: TaskPlace; readonly most: number },
): Promise<(TaskRow & { readonly region: string | null })[]> {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const isHeld = () => `(t.claimed_by IS NOT NULL AND t.claim_expires_at > ${given(instant(now))})`;
  const conditions = [
    ...(filter.state === undefined ? [] : [`t.state = ${given(filter.state)}`]),
    ...(filter.kind === undefined ? [] : [`t.kind = ${given(filter.kind)}`]),
    ...(filter.claimedBy === undefined
      ? []
      : [`t.state = 'open' AND ${isHeld()} AND lower(t.claimed_by) = lower(${given(filter.claimedBy)})`]),
    ...(filter.unclaimed === true ? [`t.state = 'open' AND NOT ${isHeld()}`] : []),
    ...(filter.overdue === true ? [`t.state = 'open' AND t.due_at <= ${given(instant(now))}`] : []),
    ...(filter.regions === undefined ? [] : [ofRegions(given([...filter.regions]))]),
    ...(behind === undefined
      ? []
      : [`(t.due_at, t.task_id) > (${given(instant(behind.dueAt))}, ${given(behind.taskId)}::uuid)`]),
  ];
  return tx.query(
    `SELECT ${taskColumns('t')}, a.region
       FROM human_task t JOIN application a USING (application_id)
      ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
      ORDER BY t.due_at, t.task_id LIMIT ${given(most)}`,
    values,
    'anew',
  );
}
