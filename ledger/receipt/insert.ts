import type { FailureClass } from '../../domain/failure/failure-class.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** What a receipt did to its attempt. */
export type Verdict = 'settles' | 'repeats' | 'contradicts' | 'revokes' | 'undecided' | 'unmatched';

export interface NewReceipt {
  readonly receiptId: string;
  readonly route: string;
  readonly attemptId?: string;
  readonly messageId: string;
  readonly settlement?: 'delivered' | 'undelivered';
  readonly failure?: FailureClass;
  readonly code: string;
  readonly listed: boolean;
  readonly reportedAt?: number;
  readonly receivedAt: number;
  readonly verdict: Verdict;
  /** Nobody's yet: the id of its message may become known (`adoptEarlyReceipts`). */
  readonly early?: boolean;
  /** The provider told it when it was asked; else it was pushed. */
  readonly polled?: boolean;
}

/** Keeps a receipt; false if the very same one is kept already. */
export async function insertReceipt(tx: Queryable, given: NewReceipt): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO receipt (receipt_id, route, attempt_id, provider_message_id, settlement, failure, provider_code,
                          listed, reported_at, received_at, verdict, early, polled)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (route, provider_message_id, provider_code, coalesce(settlement, '')) WHERE attempt_id IS NOT NULL
     DO NOTHING RETURNING 1`,
    [
      given.receiptId,
      given.route,
      given.attemptId ?? null,
      given.messageId,
      given.settlement ?? null,
      given.failure ?? null,
      given.code,
      given.listed,
      instant(given.reportedAt),
      instant(given.receivedAt),
      given.verdict,
      given.early ?? false,
      given.polled ?? false,
    ],
  );
  return rows.length === 1;
}
