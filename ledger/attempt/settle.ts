import type { Settlement } from '../../domain/attempt/attempt.js';
import type { FailureClass } from '../../domain/failure/failure-class.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import { attemptColumns } from './row.js';
import type { AttemptRow } from './row.js';

/**
 * Settles an attempt, monotonically: `delivered` wins over anything earlier, `undelivered` over
 * silence, and nothing else changes what is settled. A settled attempt was accepted. Where the
 * provider had said that it was not, that is kept in `never_received`: another attempt may have gone
 * out on that word, and both are true. Answers the row if it changed.
 */
export async function settleAttempt(
  tx: Queryable,
  attemptId: string,
  to: { settlement: Settlement; failure?: FailureClass; code?: string; messageId?: string; at: number },
): Promise<AttemptRow | undefined> {
  const [row] = await tx.query<AttemptRow>(
    `UPDATE attempt SET settlement = $2, settled_at = $3, outcome = 'accepted',
            never_received = never_received OR outcome = 'rejected',
            failure = $4, provider_code = coalesce($5, provider_code),
            provider_message_id = coalesce(provider_message_id, $6)
      WHERE attempt_id = $1
        AND (settlement IS NULL OR (settlement <> 'delivered' AND $2 = 'delivered')
             OR (settlement = 'no-receipt' AND $2 = 'undelivered'))
      RETURNING ${attemptColumns}`,
    [attemptId, to.settlement, instant(to.at), to.failure ?? null, to.code ?? null, to.messageId ?? null],
  );
  return row;
}

/**
 * Takes back a delivery that rested on acceptance alone: the one way out of `delivered`. Answers the
 * row if it changed.
 */
export async function revokeDelivery(
  tx: Queryable,
  attemptId: string,
  to: { failure?: FailureClass; code: string; at: number },
): Promise<AttemptRow | undefined> {
  const [row] = await tx.query<AttemptRow>(
    `UPDATE attempt SET settlement = 'undelivered', settled_at = $2, revoked_at = $2, failure = $3, provider_code = $4
      WHERE attempt_id = $1 AND settlement = 'delivered' AND evidence = 'acceptance' RETURNING ${attemptColumns}`,
    [attemptId, instant(to.at), to.failure ?? null, to.code],
  );
  return row;
}

/** Where the lingering ends: a receipt before this is in the answered row, one after it is signalled. */
export async function endLingering(tx: Queryable, attemptId: string): Promise<AttemptRow | undefined> {
  const [row] = await tx.query<AttemptRow>(
    `UPDATE attempt SET lingering = false WHERE attempt_id = $1 RETURNING ${attemptColumns}`,
    [attemptId],
  );
  return row;
}
