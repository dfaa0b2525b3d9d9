import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Of each incident how many compensations have waited since an instant or longer: to be agreed to, or to be answered. */
export const compensationsWaiting = (
  tx: Queryable,
  since: number,
): Promise<{ readonly incidentId: number; readonly count: number }[]> =>
  tx.query(
    `SELECT c.incident_id AS "incidentId", count(*) AS count
       FROM compensation c JOIN approval p USING (approval_id)
      WHERE c.state = 'proposed' AND c.proposed_at <= $1 AND p.state <> 'rejected'
         OR c.state = 'approved' AND c.approved_at <= $1
      GROUP BY 1 ORDER BY 1`,
    [instant(since)],
  );

/** How many wait to be agreed to, and how many for the loan system. */
export async function countWaiting(
  tx: Queryable,
): Promise<{ readonly proposed: number; readonly approved: number }> {
  const [row] = await tx.query<{ readonly proposed: number; readonly approved: number }>(
    `SELECT count(*) FILTER (WHERE c.state = 'proposed' AND p.state <> 'rejected') AS proposed,
            count(*) FILTER (WHERE c.state = 'approved') AS approved
       FROM compensation c JOIN approval p USING (approval_id) WHERE c.state IN ('proposed', 'approved')`,
  );
  return row ?? { proposed: 0, approved: 0 };
}
