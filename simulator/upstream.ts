/** What a person answers to a message: the provider brings it to the bank in its own shape. */
export interface Upstream {
  /** As in the log: the number without its country. */
  readonly phone: string;
  readonly text: string;
  /** When it was sent, epoch milliseconds. */
  readonly at: number;
  /** Of the provider's own counting; the same again is the same reply, pushed once more. */
  readonly sequence: string;
  readonly signName: string;
}

/** Where replies go: beside the reports, under an address that differs in one word. */
export const upstreamUrlOf = (receiptUrl: string): string =>
  receiptUrl.replace('/v1/receipts/', '/v1/replies/');
