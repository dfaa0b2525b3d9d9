import type { TaskKind } from '../../domain/human-task/human-task.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Open tasks of one kind at an instant. */
export interface TasksByAge {
  readonly kind: TaskKind;
  /** Opened less than an hour, four hours, a day ago, or longer; each task counts once. */
  readonly hour: number;
  readonly fourHours: number;
  readonly day: number;
  readonly older: number;
  readonly unclaimed: number;
  readonly overdue: number;
  /** Epoch milliseconds. */
  readonly oldestOpenedAt: number;
}

const younger = (span: string): string => `opened_at > $1::timestamptz - interval '${span}'`;

/** By kind, those that have any; whoever has a claim that expired has none. */
export const openTasksByAge = (tx: Queryable, now: number): Promise<TasksByAge[]> =>
  tx.query<TasksByAge>(
    `SELECT kind, count(*) FILTER (WHERE ${younger('1 hour')}) AS hour,
            count(*) FILTER (WHERE ${younger('4 hours')} AND NOT ${younger('1 hour')}) AS "fourHours",
            count(*) FILTER (WHERE ${younger('1 day')} AND NOT ${younger('4 hours')}) AS day,
            count(*) FILTER (WHERE NOT ${younger('1 day')}) AS older,
            count(*) FILTER (WHERE claimed_by IS NULL OR claim_expires_at <= $1) AS unclaimed,
            count(*) FILTER (WHERE due_at <= $1) AS overdue, min(opened_at) AS "oldestOpenedAt"
       FROM human_task WHERE state = 'open' GROUP BY kind`,
    [instant(now)],
  );
