import type { Stage } from '../../domain/stage/stage.js';
import type { Queryable } from '../ledger.js';

/** A task as it counts for staff's work: the stage is null where it concerns the application. */
export interface OpenedTaskRow {
  readonly stage: Stage | null;
  /** Epoch milliseconds. */
  readonly openedAt: number;
}

/** Every task that was ever opened, the oldest first. */
export const everyOpenedTask = (tx: Queryable): Promise<OpenedTaskRow[]> =>
  tx.query<OpenedTaskRow>(`SELECT stage, opened_at AS "openedAt" FROM human_task ORDER BY opened_at`);
