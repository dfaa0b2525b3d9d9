import type { Stage } from '../../domain/stage/stage.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface HeldNotice {
  readonly stage: Stage;
  readonly owedAt: number;
}

/** Held notices that are owed since before an instant, the oldest first; looked for among the unfinished alone. */
export const heldSinceBefore = (tx: Queryable, before: number, most: number): Promise<HeldNotice[]> =>
  tx.query<HeldNotice>(
    `WITH held AS MATERIALIZED (
       SELECT stage, owed_at FROM notice WHERE finished_at IS NULL AND state = 'held')
     SELECT stage, owed_at AS "owedAt" FROM held WHERE owed_at < $1 ORDER BY owed_at LIMIT $2`,
    [instant(before), most],
  );
