/** What the calls of one minute came to, and which shares of them are bad; pure. */
import type { Scope } from './scope.js';
import { sumOf } from './share.js';
import type { Share, Threshold } from './share.js';

/**
 * `failure`: the call itself failed by the provider's own fault, or nobody knows; `silence`: what was accepted is not
 * heard of again; `slowness`: it is heard of late, or not yet.
 */
export const measures = ['failure', 'silence', 'slowness'] as const;
export type Measure = (typeof measures)[number];

/** By one route, to numbers of one province and carrier, as far as their beginning tells. */
export interface MinuteCount extends Scope {
  /** The beginning of the minute in which the provider answered, or was last waited for; epoch milliseconds. */
  readonly at: number;
  /** Calls that were answered, and those whose outcome is in doubt. */
  readonly answered: number;
  /** Of them, by the provider's own fault, or in doubt; what a receipt tells of such a fault too. */
  readonly failed: number;
  /** Of them, what it took. */
  readonly accepted: number;
  /** Of what it took, what no receipt has told of by now. */
  readonly silent: number;
  /** Of what it took, what a receipt told of later than the route's `slowness.afterMs`. */
  readonly late: number;
}

/** What a route is held against; absent is not judged. Durations in milliseconds. */
export interface HealthRules {
  /** How far back is looked; a third of it is looked at by itself too, since what was before hides what began just now. */
  readonly windowMs: number;
  readonly failure: Threshold;
  /** What is younger than `afterMs` since it was accepted is too young to judge. */
  readonly silence?: Threshold & { readonly afterMs: number };
  readonly slowness?: Threshold & { readonly afterMs: number };
}

const minuteMs = 60_000;
/** The windows that are looked at, as parts of the whole. */
const parts = [1, 1 / 3] as const;

/**
 * The share of one measure in what lies within the window before `now`. What was accepted too lately to be judged counts
 * nowhere, so that neither those not yet heard of look silent, nor those heard of at once hide them.
 *
 * @param since what was before counts nowhere: a change is judged by what came after it
 */
export function shareOf(
  measure: Measure,
  counts: readonly MinuteCount[],
  rules: HealthRules,
  now: number,
  since = 0,
  windowMs = rules.windowMs,
): Share {
  const rule = rules[measure];
  if (rule === undefined) return { sample: 0, bad: 0 };
  const youngest = 'afterMs' in rule ? now - rule.afterMs - minuteMs : now;
  const oldest = Math.max(since, ('afterMs' in rule ? now - rule.afterMs : now) - windowMs);
  return sumOf(
    counts.filter(({ at }) => at >= oldest && at <= youngest).map((count) => partOf(measure, count)),
  );
}

/** The same in the whole window, and in the last third of it. */
export const sharesOf = (
  measure: Measure,
  counts: readonly MinuteCount[],
  rules: HealthRules,
  now: number,
): Share[] => parts.map((part) => shareOf(measure, counts, rules, now, 0, rules.windowMs * part));

const partOf = (measure: Measure, count: MinuteCount): Share =>
  ({
    failure: { sample: count.answered, bad: count.failed },
    silence: { sample: count.accepted, bad: count.silent },
    slowness: { sample: count.accepted, bad: count.silent + count.late },
  })[measure];
