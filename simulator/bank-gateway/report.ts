import type { PlannedReceipt, SmsAcceptance } from '../log-entry.js';
import type { DueReceipt } from '../receipt-pushes.js';

/** The rules' own words for a report, in the contract's. */
const codeOf = ({ code }: Pick<PlannedReceipt, 'code'>): string =>
  code === 'DELIVERED' ? 'delivered' : code === 'SP_UNKNOWN_ERROR' ? 'carrier-unknown' : code;

/** One entry of a push of receipts. */
export const receiptEntryOf = ({
  acceptance,
  receipt,
}: DueReceipt<SmsAcceptance>): Record<string, unknown> => ({
  reference: acceptance.outId,
  messageId: acceptance.bizId,
  code: codeOf(receipt),
  at: new Date(receipt.dueAt).toISOString(),
});

/** What a look-up tells: the last report that was due, a stale one says nothing new. */
export function statusOf(acceptance: SmsAcceptance, now: number): Record<string, unknown> {
  const last = acceptance.receipts
    .filter(({ dueAt, receiptId }) => dueAt <= now && !receiptId.endsWith('/stale'))
    .at(-1);
  return last === undefined
    ? { reference: acceptance.outId, messageId: acceptance.bizId, code: 'taken' }
    : receiptEntryOf({ acceptance, receipt: last, tries: 0 });
}
