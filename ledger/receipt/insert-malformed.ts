import { appendEvent } from '../event/append.js';
import type { Queryable } from '../ledger.js';

/** Counts receipts that could not be read; what they held is not kept. */
export const insertMalformedReceipts = (
  tx: Queryable,
  route: string,
  count: number,
  at: number,
): Promise<void> => appendEvent(tx, { at, kind: 'receipt-malformed', detail: { route, count } });
