import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import { attemptColumns } from './row.js';
import type { AttemptRow } from './row.js';

/**
 * Attempts a provider took and has not reported on, half of whose time for that is over, and that nobody has asked after yet:
 * the oldest first.
 */
export const unreportedAttempts = (
  tx: Queryable,
  routes: readonly string[],
  at: number,
  most: number,
): Promise<AttemptRow[]> =>
  tx.query<AttemptRow>(
    `SELECT ${attemptColumns} FROM attempt
      WHERE outcome = 'accepted' AND settlement IS NULL AND evidence = 'receipt' AND NOT lingering AND asked = 0
        AND route = ANY ($1) AND receipt_deadline > $2
        AND answered_at + (receipt_deadline - answered_at) / 2 <= $2
      ORDER BY receipt_deadline LIMIT $3`,
    [routes, instant(at), most],
  );

/** Notes that the provider was asked after an attempt; false where somebody else did meanwhile. */
export async function noteAsked(tx: Queryable, attemptId: string): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE attempt SET asked = asked + 1 WHERE attempt_id = $1 AND asked = 0 RETURNING 1`,
    [attemptId],
  );
  return rows.length === 1;
}
