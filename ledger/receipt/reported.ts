import type { ProvinceGuess } from '../../domain/contact/number-segment.js';
import type { FailureClass } from '../../domain/failure/failure-class.js';
import type { OutboxMessage } from '../outbox/outbox.js';
import type { Verdict } from './insert.js';

/** A delivery report as any provider's reader gives it; no contact value in it. */
export interface ReportedReceipt {
  /** Our reference, the attempt id, where the provider returns it. */
  readonly ourReference?: string;
  /** The provider's id; absent where the reporter knows our reference alone (the bank's app). */
  readonly messageId?: string;
  /** Undefined where the provider itself does not know yet. */
  readonly settlement: 'delivered' | 'undelivered' | undefined;
  readonly failure?: FailureClass;
  readonly code: string;
  readonly listed: boolean;
  readonly reportedAt?: number;
  /** We asked for it; else it was pushed. */
  readonly polled?: boolean;
}

export interface RecordedReceipt {
  readonly verdict: Verdict;
  /** Where it settled its attempt: where that went, and when the provider had accepted it, epoch milliseconds. */
  readonly settled?: { readonly provinceGuess: ProvinceGuess | null; readonly answeredAt: number | null };
  /** To be told to the story; absent where its send activity is still waiting, or nothing changed. */
  readonly tell?: {
    readonly applicationId: string;
    readonly outboxId: number;
    readonly message: OutboxMessage;
  };
}

/**
 * How the story learns of what a receipt changed: by the outbox, whose relay leaves the row alone for
 * `relayAfterMs`, or by what the caller itself answers to the story.
 */
export type Telling = { readonly relayAfterMs: number } | 'in-the-answer';
