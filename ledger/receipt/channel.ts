import type { Queryable } from '../ledger.js';

/** The notification channel on which stored receipts are announced; the payload is the attempt id. */
export const receiptChannel = 'bida_receipt';

/** Announces at commit that a receipt for the attempt is stored. */
export const announceReceipt = (tx: Queryable, attemptId: string): Promise<unknown> =>
  tx.query('SELECT pg_notify($1, $2)', [receiptChannel, attemptId]);
