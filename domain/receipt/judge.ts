import type { Evidence, Settlement } from '../attempt/attempt.js';

/** What a receipt does to an attempt that stands as it does. */
export type ReceiptVerdict = 'settles' | 'repeats' | 'contradicts' | 'revokes' | 'undecided';

/**
 * Receipts are monotonic: `delivered` wins over anything earlier, however late; `undelivered` wins
 * over silence alone. One without a settlement says that the provider does not know yet. A delivery
 * that rests on `acceptance` alone is revoked by an `undelivered`: a bounce.
 */
export function judgeReceipt(
  stands: Settlement | undefined,
  says: 'delivered' | 'undelivered' | undefined,
  restsOn: Evidence = 'receipt',
): ReceiptVerdict {
  if (says === undefined) return 'undecided';
  if (stands === undefined || stands === 'no-receipt') return 'settles';
  if (stands === says) return 'repeats';
  if (says === 'delivered') return 'settles';
  return restsOn === 'acceptance' ? 'revokes' : 'contradicts';
}
