/** What the clock of an incident has said. */
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export const markLookedAt = (tx: Queryable, incidentId: number, at: number): Promise<unknown> =>
  tx.query('UPDATE incident SET looked_at = $2 WHERE incident_id = $1', [incidentId, instant(at)]);

/** That somebody was reminded so often; false where that is on record. */
export async function markReminded(tx: Queryable, incidentId: number, reminders: number): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE incident SET reminders = $2
      WHERE incident_id = $1 AND reminders < $2 AND closed_at IS NULL RETURNING 1`,
    [incidentId, reminders],
  );
  return rows.length > 0;
}

/** That its time is over; false where that is on record. */
export async function markOverdue(tx: Queryable, incidentId: number, at: number): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE incident SET overdue_at = $2
      WHERE incident_id = $1 AND overdue_at IS NULL AND closed_at IS NULL RETURNING 1`,
    [incidentId, instant(at)],
  );
  return rows.length > 0;
}
