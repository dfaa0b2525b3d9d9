import type { PushAcceptance } from './log-entry.js';
import type { ReceiptForm } from './receipt-pushes.js';

/** The bank's app tells the bank which pushes it showed, by the reference in their data. */
export const acknowledgementForm: ReceiptForm<PushAcceptance> = {
  bodyOf: (batch) => ({
    acknowledgements: batch.map(({ acceptance, receipt }) => ({
      reference: acceptance.outId,
      at: new Date(receipt.dueAt).toISOString(),
    })),
  }),
  isTaken: (reply) => reply['result'] === 'recorded',
};
