/**
 * What is counted as it happens, in verbs: whoever tells of something knows of no meter (docs/metrics.md). It is told
 * once it is committed, never before, and telling neither fails nor waits.
 */
import type { Outcome, Purpose, Settlement } from '../../domain/attempt/attempt.js';
import type { Route } from '../../domain/attempt/route.js';
import type { ProvinceGuess } from '../../domain/contact/number-segment.js';
import type { FailureClass } from '../../domain/failure/failure-class.js';
import type { Stage } from '../../domain/stage/stage.js';

/** Where an attempt went, as far as that is counted. */
interface Counted {
  readonly route: Route;
  /** Of the number it went to, where one was used. */
  readonly provinceGuess: ProvinceGuess | null;
}

/** Instants in epoch milliseconds. */
export interface Tally {
  /** A report was judged; `decided` where it was taken, and says when the bank decided. */
  reportTaken(report: {
    readonly kind: string;
    readonly answer: 'created' | 'known' | 'proposed' | 'refused';
    /** Why it was refused, of the one catalogue. */
    readonly refusal?: string;
    readonly at: number;
    readonly decided?: { readonly stage: Stage; readonly at: number };
  }): void;
  /** An intent is committed; `first` where it is the first of its notice. */
  attemptBegun(attempt: {
    readonly route: Route;
    readonly purpose: Purpose;
    readonly at: number;
    readonly first?: OwedNotice;
  }): void;
  /** What the provider said to the call. */
  attemptAnswered(
    attempt: Counted & {
      readonly outcome: Exclude<Outcome, 'intended'>;
      readonly failure: FailureClass | null;
      readonly intendedAt: number;
      readonly answeredAt: number;
    },
  ): void;
  /** An attempt was settled by anything but a receipt as it came: by silence, by a question, by one that had come early. */
  attemptSettled(
    attempt: Counted & { readonly settlement: Settlement; readonly failure: FailureClass | null },
  ): void;
  /** A receipt was stored; `settled` where it settled its attempt. */
  receiptCame(receipt: {
    readonly route: Route;
    /** What it did to its attempt, in the ledger's words. */
    readonly verdict: string;
    /** We asked for it; else it was pushed. */
    readonly polled?: boolean;
    /** Whether a table speaks of its code. */
    readonly listed: boolean;
    readonly settlement: 'delivered' | 'undelivered' | undefined;
    readonly failure?: FailureClass;
    readonly settled?: Pick<Counted, 'provinceGuess'> & { readonly answeredAt: number | null };
    readonly receivedAt: number;
  }): void;
  /** After a known failure another attempt was begun, `tookMs` later, and nothing but us lay between. */
  failedOver(to: { readonly route: Route; readonly tookMs: number }): void;
  /** A provider answered a call with a code that no table speaks of. */
  unlistedCode(route: Route): void;
  /** A request was answered, `tookMs` after it began to arrive. */
  requestAnswered(request: {
    readonly method: string;
    /** As docs/openapi.json has it, with the names of its parameters; undefined where there is none such. */
    readonly address: string | undefined;
    readonly status: number;
    readonly tookMs: number;
  }): void;
  /** A notice came to something the loan system must hear of. */
  noticeMoved(notice: OwedNotice & { readonly to: string; readonly at: number }): void;
}

/** A notice, since when it is owed, and whether it ever waited for its window. */
export interface OwedNotice {
  readonly stage: Stage;
  readonly owedAt: number;
  readonly everHeld: boolean;
}

const nobodyCounts = (): void => undefined;

/** Where nobody counts: on the command line, in a backtest, in tests. */
export const noTally: Tally = {
  reportTaken: nobodyCounts,
  attemptBegun: nobodyCounts,
  attemptAnswered: nobodyCounts,
  attemptSettled: nobodyCounts,
  receiptCame: nobodyCounts,
  failedOver: nobodyCounts,
  unlistedCode: nobodyCounts,
  requestAnswered: nobodyCounts,
  noticeMoved: nobodyCounts,
};
