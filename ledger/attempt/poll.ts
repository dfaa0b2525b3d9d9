/** Attempts whose receipt is overdue, to be asked after at their provider. */
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import { attemptColumns } from './row.js';
import type { AttemptRow } from './row.js';

export interface OverdueAttempt extends AttemptRow {
  /** How often the provider was asked. */
  readonly polls: number;
}

/** What a route's provider is to be asked by `now`, the longest due first. */
export const overdueReceipts = (
  tx: Queryable,
  route: string,
  now: number,
  most: number,
): Promise<OverdueAttempt[]> =>
  tx.query<OverdueAttempt>(
    `SELECT ${attemptColumns}, polls FROM attempt
      WHERE route = $1 AND poll_at <= $2 AND (settlement IS NULL OR settlement = 'no-receipt')
        AND receipt_horizon > $2
      ORDER BY poll_at LIMIT $3`,
    [route, instant(now), most],
  );

/**
 * Writes down that the provider is about to be asked, and when it is next; false where somebody else does or
 * the receipt came.
 */
export async function claimPoll(
  tx: Queryable,
  { attemptId, polls }: Pick<OverdueAttempt, 'attemptId' | 'polls'>,
  nextAt: number | undefined,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE attempt SET polls = polls + 1, poll_at = $3
      WHERE attempt_id = $1 AND polls = $2 AND (settlement IS NULL OR settlement = 'no-receipt') RETURNING 1`,
    [attemptId, polls, instant(nextAt)],
  );
  return rows.length === 1;
}
