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
