/**
 * The plan of one notice: which routes, in which order, and why the others were left out. It
 * travels through Temporal, so it holds references and numbers alone.
 */
import type { Evidence } from '../attempt/attempt.js';
import type { Route } from '../attempt/route.js';
import type { LeftOutRoute } from './left-out.js';
import type { Priority } from './priority.js';

/** One usable route of the plan. All durations in milliseconds. */
export interface PlannedRoute {
  readonly route: Route;
  /** The contact value to use, as name and version: `mobile@2`. */
  readonly contact: string;
  /** What this route can prove; `receipt` unless said. */
  readonly evidence?: Evidence;
  /** Left out where it is the default. */
  readonly priority?: Priority;
  /** Before the call, what is known of the contact may be asked for anew for so long; absent where nobody checks it. */
  readonly checkTimeoutMs?: number;
  /** The provider call is given up after this. */
  readonly callTimeoutMs: number;
  /** The send activity itself waits this long for the receipt. */
  readonly lingerMs: number;
  /** From acceptance: without a receipt by then, silence. */
  readonly receiptDeadlineMs: number;
  /** From acceptance: a receipt may still come until then. */
  readonly receiptHorizonMs: number;
  /** After an unknown outcome the provider needs this long before it can tell. */
  readonly settlingDelayMs: number;
}

export interface Plan {
  /** Version of the configuration in force as it was made; absent where there is no file, and in older plans. */
  readonly configuration?: string;
  /** Version of the calendar the sending was judged by. */
  readonly calendarVersion: string;
  readonly contactVersion: number;
  readonly routes: readonly PlannedRoute[];
  readonly leftOut: readonly LeftOutRoute[];
  /** Numbers of the overrides it rests on; absent where there are none. */
  readonly overrides?: readonly number[];
  /** Whether silence alone may fail over, at the price of a possible copy. */
  readonly copyOnSilence: boolean;
  /**
   * When routes that may not be used yet (quiet hours) may be: before that, machines are not at their
   * end. Epoch milliseconds; absent where every usable route is in the plan.
   */
  readonly laterAt?: number;
  /**
   * When it was made, where it goes on record with the intent of the first attempt and not by a commit of its own. Epoch
   * milliseconds; absent where it stands on record, and in older plans.
   */
  readonly plannedAt?: number;
}
