/** What the send activity asks of a provider, whatever its channel and protocol. */
import type { FailureClass } from '../../domain/failure/failure-class.js';

/** Words as a channel carries them. */
export type Wording =
  | {
      /** Written, or spoken by the provider's machine. */
      readonly channel: 'sms' | 'voice';
      /** The provider's code of the approved template. */
      readonly templateCode: string;
      /** By name, in the order in which they first stand in the text: some providers number them. */
      readonly templateParam: Readonly<Record<string, string>>;
    }
  | {
      readonly channel: 'push';
      readonly title: string;
      readonly body: string;
      readonly data: Readonly<Record<string, string>>;
    }
  | {
      readonly channel: 'email';
      readonly subject: string;
      readonly text: string;
      readonly html?: string;
      /** The notice's reference number, kept in a header of its own. */
      readonly reference?: string;
    };

/** One message to one contact value. */
export interface Letter {
  /** Our reference; comes back in receipts and queries, and deduplicates only where {@link Carrier.deduplicates} says so. */
  readonly attemptId: string;
  /** Number, token or address. */
  readonly to: string;
  readonly wording: Wording;
  /** The key {@link Deduplication.reserve} gave for this attempt; the same at every repetition. */
  readonly deduplicationKey?: string;
}

/**
 * What became of a call. `rejected` is certain: nothing was sent. `unknown` is everything after which
 * the provider may have it. No contact value, word or provider text is in it; `listed: false` is a code
 * no table speaks of.
 */
export type CallAnswer =
  | { readonly result: 'accepted'; readonly messageId: string }
  | {
      readonly result: 'rejected';
      readonly failure: FailureClass;
      readonly code: string;
      readonly listed: boolean;
      readonly retryAfterMs?: number;
    }
  | {
      readonly result: 'unknown';
      readonly because: 'timeout' | 'reset' | 'broken-answer' | 'undetermined-code';
      readonly code?: string;
      readonly listed?: boolean;
    };

/** An attempt whose outcome is unknown, or whose receipt never came. */
export interface Question {
  readonly attemptId: string;
  readonly to: string;
  /** When the intent was committed, epoch milliseconds; the call began after it. */
  readonly intendedAt: number;
  /** The provider has said that it took it: only what became of it is asked. */
  readonly isTaken?: true;
}

/**
 * What the provider knows of our reference. `never-received` allows sending again and is answered
 * only where that is certain; any doubt, and a provider that cannot be asked, is `no-answer`.
 */
export type QueryAnswer =
  | {
      readonly result: 'taken';
      readonly messageId?: string;
      /** Absent while its receipt is awaited. */
      readonly settlement?: 'delivered' | 'undelivered';
      readonly failure?: FailureClass;
      readonly code?: string;
      readonly listed?: boolean;
      /** When the carrier reported, epoch milliseconds. */
      readonly at?: number;
    }
  | { readonly result: 'never-received' }
  | { readonly result: 'no-answer' };

/** A key for one attempt, or why none is to be had: then nothing was sent. */
export type Reservation =
  { readonly result: 'reserved'; readonly key: string } | Extract<CallAnswer, { result: 'rejected' }>;

/**
 * The provider takes a message once however often the same call is made, so that an outcome that is
 * unknown may be found out by calling again.
 */
export interface Deduplication {
  /** From the intent: for so long a repetition is certainly recognised, milliseconds. */
  readonly forMs: number;
  /** Where the provider gives out the keys itself; without it, it recognises the attempt id. */
  reserve?(): Promise<Reservation>;
}

/** A provider's client. Never throws for trouble at or on the way to the provider. */
export interface Carrier {
  /** Absent where a second call may be a second message. */
  readonly deduplicates?: Deduplication;
  send(letter: Letter): Promise<CallAnswer>;
  ask(question: Question): Promise<QueryAnswer>;
  /** Closes kept connections; calls under way come out as `reset`. */
  close(): void;
}
