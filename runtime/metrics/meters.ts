/** The meters of what is counted as it happens; no other room has any (docs/metrics.md, docs/decisions/0018-metrics.md). */
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Route } from '../../domain/attempt/route.js';
import type { OwedNotice, Tally } from './tally.js';

/** The routes of the configuration: whatever else calls itself one is counted as `other`, so that labels stay few. */
export interface KnownRoutes {
  has(route: Route): boolean;
  keys(): Iterable<Route>;
}

export interface Meters {
  readonly tally: Tally;
  /** In Prometheus' text format 0.0.4. */
  readonly text: () => Promise<string>;
  /** For whoever compares it with what is documented. */
  readonly registry: Registry;
}

const none = 'none';

/** From a provider's fastest answer to the longest time-out of a call. */
const callSeconds = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30];
/** From a push within a second to the horizon of receipts. */
const receiptSeconds = [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 180, 300, 900, 3_600, 21_600, 86_400, 259_200];
/** From what nobody notices to the deadline of an answer. */
const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** From milliseconds, as it should be, to what somebody must look at. */
const failoverSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60];
/** From at once to a hold over a long holiday. */
const lagSeconds = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 43_200, 86_400, 259_200];

/** Gauges that the library names as if they were counters, which Prometheus' own rules forbid. */
const misnamed = [
  'nodejs_active_resources_total',
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
];

const secondsBetween = (from: number, to: number): number => Math.max(0, to - from) / 1_000;

/**
 * One set a process. What it counts begins anew with the process, as Prometheus expects of counters. Whoever tells
 * something has just committed it, and must not fail for a count: what cannot be counted is `failed`.
 */
export function createMeters(routes: () => KnownRoutes, failed: (failure: unknown) => void): Meters {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);

  const reports = new Counter({
    name: 'bida_reports_total',
    help: 'Reports judged by the intake, by kind, answer and, where refused, the refusal code',
    labelNames: ['kind', 'answer', 'refusal'],
    registers,
  });
  const decisionToReport = new Histogram({
    name: 'bida_decision_to_report_seconds',
    help: 'From the decision of the bank (decidedAt) until its report was taken',
    labelNames: ['stage'],
    buckets: lagSeconds,
    registers,
  });
  const begun = new Counter({
    name: 'bida_attempts_begun_total',
    help: 'Attempts whose intent was committed, by route and purpose',
    labelNames: ['route', 'purpose'],
    registers,
  });
  const reportToMessage = new Histogram({
    name: 'bida_report_to_message_seconds',
    help: 'From the report that owes a notice until its first attempt; held is whether it waited for its window',
    labelNames: ['stage', 'held'],
    buckets: lagSeconds,
    registers,
  });
  const answered = new Counter({
    name: 'bida_attempts_answered_total',
    help: 'Answers of providers to calls, by route, guessed province, outcome and failure class',
    labelNames: ['route', 'province', 'outcome', 'failure'],
    registers,
  });
  const accept = new Histogram({
    name: 'bida_accept_seconds',
    help: 'From the committed intent until the provider accepted the message',
    labelNames: ['route'],
    buckets: callSeconds,
    registers,
  });
  const settled = new Counter({
    name: 'bida_attempts_settled_total',
    help: 'Attempts by what became of them, by route, guessed province, settlement and failure class',
    labelNames: ['route', 'province', 'settlement', 'failure'],
    registers,
  });
  const receipts = new Counter({
    name: 'bida_receipts_total',
    help: 'Receipts stored, by route, what they did to their attempt, and whether they were pushed or polled',
    labelNames: ['route', 'verdict', 'way'],
    registers,
  });
  const receipt = new Histogram({
    name: 'bida_receipt_seconds',
    help: 'From the acceptance of a message until the receipt that settled it',
    labelNames: ['route'],
    buckets: receiptSeconds,
    registers,
  });
  const failover = new Histogram({
    name: 'bida_failover_seconds',
    help: 'From a known failure until the intent of the next attempt, by the route gone to, where nothing else was waited for',
    labelNames: ['route'],
    buckets: failoverSeconds,
    registers,
  });
  const unlisted = new Counter({
    name: 'bida_unlisted_codes_total',
    help: 'Codes of providers that no table speaks of, by route and where they stood',
    labelNames: ['route', 'said_in'],
    registers,
  });
  const moved = new Counter({
    name: 'bida_notices_moved_total',
    help: 'Notices by what became of them, read from the queue of announcements',
    labelNames: ['stage', 'to'],
    registers,
  });
  const reportToDelivery = new Histogram({
    name: 'bida_report_to_delivery_seconds',
    help: 'From the report that owes a notice until it was delivered; held is whether it waited for its window',
    labelNames: ['stage', 'held'],
    buckets: lagSeconds,
    registers,
  });

  const requests = new Histogram({
    name: 'bida_http_request_seconds',
    help: 'From the arrival of a request until it was answered, by method, address and class of status; streams are not counted',
    labelNames: ['method', 'address', 'status'],
    buckets: requestSeconds,
    registers,
  });

  const named = (route: Route): string => (routes().has(route) ? route : 'other');
  const lagOf = ({ stage, everHeld }: OwedNotice) => ({ stage, held: String(everHeld) });
  const countSettled: Tally['attemptSettled'] = ({ route, provinceGuess, settlement, failure }) =>
    settled.inc({
      route: named(route),
      province: provinceGuess ?? 'unknown',
      settlement,
      failure: failure ?? none,
    });

  const tally: Tally = {
    reportTaken: ({ kind, answer, refusal = none, at, decided }) => {
      reports.inc({ kind, answer, refusal });
      if (decided !== undefined)
        decisionToReport.observe({ stage: decided.stage }, secondsBetween(decided.at, at));
    },
    attemptBegun: ({ route, purpose, at, first }) => {
      begun.inc({ route: named(route), purpose });
      if (first !== undefined) reportToMessage.observe(lagOf(first), secondsBetween(first.owedAt, at));
    },
    attemptAnswered: ({ route, provinceGuess, outcome, failure, intendedAt, answeredAt }) => {
      const province = provinceGuess ?? 'unknown';
      answered.inc({ route: named(route), province, outcome, failure: failure ?? none });
      if (outcome === 'accepted')
        accept.observe({ route: named(route) }, secondsBetween(intendedAt, answeredAt));
    },
    attemptSettled: countSettled,
    receiptCame: (came) => {
      const { polled = false, verdict, listed, settlement, failure, receivedAt } = came;
      const route = named(came.route);
      receipts.inc({ route, verdict, way: polled ? 'polled' : 'pushed' });
      if (!listed) unlisted.inc({ route, said_in: 'receipt' });
      if (came.settled === undefined || settlement === undefined) return;
      const { provinceGuess, answeredAt } = came.settled;
      countSettled({ route: came.route, provinceGuess, settlement, failure: failure ?? null });
      if (answeredAt !== null) receipt.observe({ route }, secondsBetween(answeredAt, receivedAt));
    },
    failedOver: ({ route, tookMs }) => failover.observe({ route: named(route) }, Math.max(0, tookMs) / 1_000),
    unlistedCode: (route) => unlisted.inc({ route: named(route), said_in: 'answer' }),
    requestAnswered: ({ method, address = none, status, tookMs }) => {
      // Nobody's address may come by any method.
      const its = {
        method: address === none ? none : method,
        address,
        status: `${Math.floor(status / 100)}xx`,
      };
      requests.observe(its, tookMs / 1_000);
    },
    noticeMoved: ({ to, at, ...notice }) => {
      moved.inc({ stage: notice.stage, to });
      if (to === 'delivered') reportToDelivery.observe(lagOf(notice), secondsBetween(notice.owedAt, at));
    },
  };

  return {
    tally: neverFailing(tally, failed),
    registry,
    text: () => {
      // The first of something rare would be no increase if it were not there as nothing before.
      for (const route of routes().keys())
        for (const saidIn of ['answer', 'receipt']) unlisted.inc({ route, said_in: saidIn }, 0);
      return registry.metrics();
    },
  };
}

/** The same verbs, none of which throws. */
function neverFailing(tally: Tally, failed: (failure: unknown) => void): Tally {
  const guarded = <Told>(tell: (told: Told) => void) => {
    return (told: Told): void => {
      try {
        tell(told);
      } catch (failure) {
        failed(failure);
      }
    };
  };
  return {
    reportTaken: guarded((told) => tally.reportTaken(told)),
    attemptBegun: guarded((told) => tally.attemptBegun(told)),
    attemptAnswered: guarded((told) => tally.attemptAnswered(told)),
    attemptSettled: guarded((told) => tally.attemptSettled(told)),
    receiptCame: guarded((told) => tally.receiptCame(told)),
    failedOver: guarded((told) => tally.failedOver(told)),
    unlistedCode: guarded((told) => tally.unlistedCode(told)),
    requestAnswered: guarded((told) => tally.requestAnswered(told)),
    noticeMoved: guarded((told) => tally.noticeMoved(told)),
  };
}
