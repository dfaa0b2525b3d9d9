import type { Route } from '../../domain/attempt/route.js';

export interface HealthTiming {
  readonly windowMs?: number;
  readonly silence?: { readonly afterMs: number };
  readonly slowness?: { readonly afterMs: number };
}

/** Waiting times of the routes, of staff, of the sweep, of polling, of retention and of alarms, in milliseconds. */
export interface Timing {
  readonly route?: {
    readonly callTimeoutMs?: number;
    readonly lingerMs?: number;
    readonly receiptDeadlineMs?: number;
    readonly receiptHorizonMs?: number;
    readonly settlingDelayMs?: number;
    /** From when on a route counts as in trouble, and how far back is looked. */
    readonly health?: HealthTiming;
  };
  /** Calls a second, for routes whose provider allows fewer than usual. */
  readonly perSecond?: Readonly<Partial<Record<Route, number>>>;
  /** An e-mail counts as delivered when nothing bounced for so long. */
  readonly email?: { readonly receiptDeadlineMs: number; readonly receiptHorizonMs: number };
  readonly staff?: { readonly dueMs: number; readonly remindBeforeMs: number };
  readonly sweep?: { readonly everyMs: number; readonly graceMs: number };
  readonly polling?: { readonly everyMs: number };
  /** `againAfterMs`: when a critical alarm nobody acknowledged is told once more. */
  readonly alarms?: {
    readonly groupWithinMs?: number;
    readonly tellAgainMs?: number;
    readonly againAfterMs?: number;
  };
  readonly watch?: { readonly everyMs: number; readonly awayAfterMs: number };
  readonly retention?: { readonly afterDays: number; readonly everyMs: number };
  readonly monitor?: {
    readonly everyMs: number;
    readonly downMs?: number;
    readonly upMs?: number;
    readonly mostUpMs?: number;
  };
}
