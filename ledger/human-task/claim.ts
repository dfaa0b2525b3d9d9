import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Nobody holds it at the instant `$3`, or `$2` does; in whatever case the account is written. */
export const isFreeOrTheirs =
  '(claimed_by IS NULL OR claim_expires_at <= $3 OR lower(claimed_by) = lower($2))';

/**
 * Takes an open task on for somebody until an instant: one that nobody holds now, or prolongs their own. This one
 * statement decides between two people; false if it is a colleague's now, or not open.
 */
export async function claimTask(
  tx: Queryable,
  taskId: string,
  { staffRef, at, until }: { readonly staffRef: string; readonly at: number; readonly until: number },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE human_task
        SET claimed_at = CASE WHEN lower(claimed_by) = lower($2) AND claim_expires_at > $3 THEN claimed_at ELSE $3 END,
            claimed_by = $2, claim_expires_at = $4
      WHERE task_id = $1 AND state = 'open'
        AND ${isFreeOrTheirs}
      RETURNING 1`,
    [taskId, staffRef, instant(at), instant(until)],
  );
  return rows.length === 1;
}

/** Gives an open task back that somebody holds at an instant; false if it is not open, or not held by them then. */
export async function releaseTask(
  tx: Queryable,
  taskId: string,
  { heldBy, at }: { readonly heldBy: string; readonly at: number },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE human_task SET claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL
      WHERE task_id = $1 AND state = 'open' AND lower(claimed_by) = lower($2) AND claim_expires_at > $3
      RETURNING 1`,
    [taskId, heldBy, instant(at)],
  );
  return rows.length === 1;
}
