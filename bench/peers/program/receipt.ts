/** What a peer's story does with a receipt that it waits for. */

/** How long one may take: far longer than any here does. */
export const receiptDeadlineSeconds = 120;

/** A report the provider pushed, as it travels to the story. */
export interface ReceiptNews {
  readonly nth: number;
  readonly code: string;
  readonly delivered: boolean;
}
