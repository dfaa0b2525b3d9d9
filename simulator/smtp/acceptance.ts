/** An e-mail the mail server took, as it read it. */
export interface EmailAcceptance {
  readonly kind: 'acceptance';
  readonly channel: 'email';
  readonly requestId: string;
  readonly route: string;
  /** The envelope's recipient and sender. */
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** The sender's own reference: what stands before the `@` of the Message-ID. */
  readonly outId: string;
  /** As in the header, with its angle brackets. */
  readonly messageId: string;
  /** Header `X-Reference`; empty without one. */
  readonly reference: string;
  /** When it was taken, epoch milliseconds. */
  readonly at: number;
  /** A mail server reports nothing but bounces. */
  readonly receipts: readonly [];
}
