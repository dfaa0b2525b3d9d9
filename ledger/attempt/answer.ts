import type { FailureClass } from '../../domain/failure/failure-class.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import { attemptColumns } from './row.js';
import type { AttemptRow } from './row.js';

/** What the provider said to the call, or to the question what became of it. */
export type ProviderAnswer =
  | {
      readonly outcome: 'accepted';
      readonly messageId?: string;
      readonly receiptDeadline: number;
      readonly receiptHorizon: number;
      /** When the provider is to be asked, should no receipt have come by then. */
      readonly pollAt?: number;
    }
  | {
      readonly outcome: 'rejected';
      readonly failure: FailureClass;
      readonly code: string;
      readonly retryAt?: number;
    }
  | {
      readonly outcome: 'unknown';
      readonly code?: string;
      readonly neverReceived?: boolean;
      readonly asked?: number;
    };

/**
 * Records an answer. What a receipt has settled in between is not taken back, and an accepted
 * attempt does not become unknown again.
 */
export async function answerAttempt(
  tx: Queryable,
  attemptId: string,
  answer: ProviderAnswer,
  at: number,
): Promise<AttemptRow | undefined> {
  const [row] = await tx.query<AttemptRow>(
    `UPDATE attempt SET
       outcome = CASE WHEN outcome = 'accepted' THEN outcome ELSE $2 END,
       answered_at = $3,
       provider_message_id = coalesce(provider_message_id, $4),
       receipt_deadline = coalesce(receipt_deadline, $5),
       receipt_horizon = coalesce($6, receipt_horizon),
       failure = CASE WHEN outcome = 'accepted' THEN failure ELSE $7 END,
       provider_code = coalesce($8, provider_code),
       retry_at = $9,
       never_received = CASE WHEN outcome = 'accepted' THEN never_received ELSE $10 END,
       asked = coalesce($11, asked),
       poll_at = coalesce(poll_at, $12)
     WHERE attempt_id = $1 RETURNING ${attemptColumns}`,
    [
      attemptId,
      answer.outcome,
      instant(at),
      answer.outcome === 'accepted' ? (answer.messageId ?? null) : null,
      answer.outcome === 'accepted' ? instant(answer.receiptDeadline) : null,
      answer.outcome === 'accepted' ? instant(answer.receiptHorizon) : null,
      answer.outcome === 'rejected' ? answer.failure : null,
      'code' in answer ? (answer.code ?? null) : null,
      answer.outcome === 'rejected' ? instant(answer.retryAt) : null,
      answer.outcome === 'unknown' && answer.neverReceived === true,
      answer.outcome === 'unknown' ? (answer.asked ?? null) : null,
      answer.outcome === 'accepted' ? instant(answer.pollAt) : null,
    ],
  );
  return row;
}
