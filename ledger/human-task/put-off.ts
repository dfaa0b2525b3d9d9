import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import { isFreeOrTheirs } from './claim.js';

/**
 * Notes when an open task is to be taken up again, and gives it back; false if it is not open, or a colleague has it at
 * `at`. `isMissed`: a call was in vain.
 */
export async function putOffTask(
  tx: Queryable,
  taskId: string,
  given: {
    readonly staffRef: string;
    readonly at: number;
    readonly until: number;
    readonly isMissed: boolean;
  },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE human_task
        SET call_again_at = $4, calls_missed = calls_missed + $5::int,
            claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL
      WHERE task_id = $1 AND state = 'open'
        AND ${isFreeOrTheirs}
      RETURNING 1`,
    [taskId, given.staffRef, instant(given.at), instant(given.until), given.isMissed ? 1 : 0],
  );
  return rows.length === 1;
}
