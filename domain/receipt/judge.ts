import type { Settlement } from '../attempt/attempt.js';

/** What a receipt does to an attempt that stands as it does. */
export type ReceiptVerdict = 'settles' | 'repeats' | 'contradicts' | 'undecided';

/**
 * Receipts are monotonic: `delivered` wins over anything earlier, however late; `undelivered` wins
 * over silence alone. One without a settlement says that the provider does not know yet.
 */
export function judgeReceipt(
  stands: Settlement | undefined,
  says: 'delivered' | 'undelivered' | undefined,
): ReceiptVerdict {
  if (says === undefined) return 'undecided';
  if (stands === undefined || stands === 'no-receipt') return 'settles';
  if (stands === says) return 'repeats';
  return says === 'delivered' ? 'settles' : 'contradicts';
}
