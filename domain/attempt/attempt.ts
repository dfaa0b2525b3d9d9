import type { AttemptId } from '../ids/ids.js';
import type { FailureClass } from '../failure/failure-class.js';
import type { Route } from './route.js';

/** What became of the provider call. `intended` is committed before the call is made. */
export const outcomes = ['intended', 'accepted', 'rejected', 'unknown'] as const;
export type Outcome = (typeof outcomes)[number];

/** What became of the message; monotonic: `delivered` wins over anything earlier, however late. */
export const settlements = ['delivered', 'undelivered', 'no-receipt'] as const;
export type Settlement = (typeof settlements)[number];

/**
 * What a route can prove: a `receipt` of delivery, or weaker, the `acceptance` by the recipient's server,
 * which counts as delivery only when no bounce came by the receipt deadline, and which a bounce revokes.
 */
export const evidences = ['receipt', 'acceptance'] as const;
export type Evidence = (typeof evidences)[number];

/**
 * Why this route was used: `first` on the plan; `failover` after a known failure; `copy` after
 * silence (the applicant may get two); `retry` on the same route, where the provider said that
 * it never received the earlier one or asked us to come again; `resend` by staff on purpose.
 */
export const purposes = ['first', 'failover', 'copy', 'retry', 'resend'] as const;
export type Purpose = (typeof purposes)[number];

/** One attempt as the escalation sees it; times are epoch milliseconds. */
export interface AttemptFact {
  readonly attemptId: AttemptId;
  readonly route: Route;
  /** The contact value used, as channel and version: the same text is the same value. */
  readonly contact: string;
  readonly purpose: Purpose;
  /** What its route can prove; `receipt` unless said. */
  readonly evidence?: Evidence;
  readonly outcome: Outcome;
  readonly settlement?: Settlement;
  readonly failure?: FailureClass;
  /** The ledger finished the notice together with this delivery. */
  readonly noticeFinished?: boolean;
  /** A bounce took its delivery back after the notice had been finished by it. */
  readonly revoked?: boolean;
  /** When the last answer about this attempt came. */
  readonly at: number;
  /** Until when its receipt is awaited; only where the outcome is `accepted`. */
  readonly receiptDeadline?: number;
  /** Until when a late receipt may still come. */
  readonly receiptHorizon?: number;
  /** The provider said it never received this attempt, so its route may be used again. */
  readonly neverReceived?: boolean;
  /** When a limited provider may be asked again. */
  readonly retryAt?: number;
  /** How often the provider was asked about an unknown outcome. */
  readonly asked?: number;
}

/** Whether the provider may have taken it: then the same route is not used again for the same contact. */
export const possiblyAccepted = (attempt: AttemptFact): boolean =>
  attempt.outcome === 'accepted' ||
  attempt.outcome === 'intended' ||
  (attempt.outcome === 'unknown' && attempt.neverReceived !== true);

/** Whether the escalation goes on from it: what staff had sent once more is beside it, unless it arrived. */
export const isOfDelivery = (attempt: AttemptFact): boolean =>
  attempt.purpose !== 'resend' || attempt.settlement === 'delivered';
