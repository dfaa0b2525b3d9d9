import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Waits for a second person; one that was told no waits for nobody. */
const waitsForConsent = (c: string, p: string): string =>
  `(${c}.state = 'proposed' AND ${p}.state <> 'rejected')`;

/** Whether nobody has decided yet what the applicant of a compensation is to hear; one that is granted is a task. */
export const compensationWaits = (c: string): string => `
  EXISTS (SELECT FROM approval p WHERE p.approval_id = ${c}.approval_id
             AND (${c}.state = 'approved' OR ${waitsForConsent(c, 'p')}))`;

/** Of each incident how many compensations have waited since an instant or longer: to be agreed to, or to be answered. */
export const compensationsWaiting = (
  tx: Queryable,
  since: number,
): Promise<{ readonly incidentId: number; readonly count: number }[]> =>
  tx.query(
    `SELECT c.incident_id AS "incidentId", count(*) AS count
       FROM compensation c JOIN approval p USING (approval_id)
      WHERE ${waitsForConsent('c', 'p')} AND c.proposed_at <= $1
         OR c.state = 'approved' AND c.approved_at <= $1
      GROUP BY 1 ORDER BY 1`,
    [instant(since)],
  );

/** How many wait to be agreed to, and how many for the loan system. */
export async function countWaiting(
  tx: Queryable,
): Promise<{ readonly proposed: number; readonly approved: number }> {
  const [row] = await tx.query<{ readonly proposed: number; readonly approved: number }>(
    `SELECT count(*) FILTER (WHERE ${waitsForConsent('c', 'p')}) AS proposed,
            count(*) FILTER (WHERE c.state = 'approved') AS approved
       FROM compensation c JOIN approval p USING (approval_id) WHERE c.state IN ('proposed', 'approved')`,
  );
  return row ?? { proposed: 0, approved: 0 };
}
