/**
 * How a scope in trouble stands, and what is changed of its share: down at once, up again slowly, and each time it falls
 * back more slowly, so that one that comes and goes moves few applications; pure.
 */
import type { HealthRules, Measure, MinuteCount } from './count.js';
import { shareOf } from './count.js';
import { holds } from './scope.js';
import type { Scope } from './scope.js';
import { isCalm, isHard, verdictOf } from './share.js';
import type { Trouble } from './locate.js';

/** What its weight is multiplied with, step by step; never nothing, so that what gets well is seen by real messages. */
export const factors = [1, 0.5, 0.1, 0.02] as const;
const lowest = factors.length - 1;

/** How fast shares are moved; milliseconds. */
export interface Pace {
  /** Between one step down and the next, where it is a matter of degree. */
  readonly downMs: number;
  /** Calm for so long, and it goes a step up; twice as long each time it fell back within a day. */
  readonly upMs: number;
  /** No longer than this, however often it fell back. */
  readonly mostUpMs: number;
}

/** A scope that is in trouble, or was within the last day. */
export interface Standing {
  readonly scope: Scope;
  /** What was beyond its threshold when it was last seen so. */
  readonly measures: readonly Measure[];
  /** When it fell into trouble. */
  readonly since: number;
  readonly sickAt: number;
  /** Which of the {@link factors} its weight has. */
  readonly step: number;
  readonly movedAt: number;
  /** Whether it was a step up by which its share was moved last. */
  readonly isRising: boolean;
  /** How often it fell within a day: into trouble, or back from a step up; this time included. */
  readonly falls: number;
  /** When it was over; absent while it is not. */
  readonly overAt?: number;
}

const dayMs = 86_400_000;
/** Of what is known to be in trouble so few are enough to say that it is so still: hardly any go there any more. */
const fewest = 3;

/**
 * What follows from trouble that was found.
 *
 * @param before of the same scope, over or not
 * @param mayMove whether another route can take what this one loses
 */
export function fall(
  before: Standing | undefined,
  troubles: readonly [Trouble, ...Trouble[]],
  { at, mayMove, pace }: { readonly at: number; readonly mayMove: boolean; readonly pace: Pace },
): Standing {
  const [first] = troubles;
  const measures = troubles.map(({ measure }) => measure);
  const hard = troubles.some(({ measure, share }) => measure !== 'slowness' && isHard(share));
  const isNew = before === undefined || before.overAt !== undefined;
  const known = isNew ? begun(first.scope, before, at) : before;
  const step = mayMove ? stepDown(known, hard, isNew, at, pace) : known.step;
  const seen = { ...known, measures, sickAt: at };
  if (step === known.step) return seen;
  return { ...seen, step, movedAt: at, isRising: false, falls: known.falls + (known.isRising ? 1 : 0) };
}

const begun = (scope: Scope, before: Standing | undefined, at: number): Standing => ({
  scope,
  measures: [],
  since: at,
  sickAt: at,
  step: 0,
  movedAt: at,
  isRising: false,
  falls: before !== undefined && at - (before.overAt ?? at) < dayMs ? before.falls + 1 : 1,
});

function stepDown(
  { step, movedAt }: Standing,
  hard: boolean,
  isNew: boolean,
  at: number,
  { downMs }: Pace,
): number {
  if (hard) return lowest;
  return isNew || at - movedAt >= downMs ? Math.min(step + 1, lowest) : step;
}

/**
 * What follows where no trouble was found in a scope that was in trouble: a step up, in time, or nothing yet. Where
 * somebody has its share stay as it is, that alone waits.
 */
export function recover(
  before: Standing,
  counts: readonly MinuteCount[],
  rules: HealthRules,
  { at, pace, isFrozen }: { readonly at: number; readonly pace: Pace; readonly isFrozen: boolean },
): Standing {
  const within = counts.filter((count) => holds(before.scope, count.route, count));
  const calm = before.measures.every((measure) => {
    const threshold = rules[measure];
    // What is judged no more speaks of no trouble.
    return threshold === undefined || isCalm(shareOf(measure, within, rules, at, before.movedAt), threshold);
  });
  const waitMs = Math.min(pace.upMs * 2 ** (before.falls - 1), pace.mostUpMs);
  if (!calm || at - Math.max(before.movedAt, before.sickAt) < waitMs) return before;
  if (before.step === 0) return { ...before, overAt: at };
  if (isFrozen) return before;
  const risen = { ...before, step: before.step - 1, movedAt: at, isRising: true };
  return risen.step === 0 ? { ...risen, overAt: at } : risen;
}

/**
 * Whether what came since its share was changed last is in trouble still: what was sent before is no evidence of how it
 * does now.
 */
export const isStillSick = (
  { scope, movedAt }: Standing,
  measure: Measure,
  counts: readonly MinuteCount[],
  rules: HealthRules,
  at: number,
): boolean => {
  const threshold = rules[measure];
  if (threshold === undefined) return false;
  const within = counts.filter((count) => holds(scope, count.route, count));
  const share = shareOf(measure, within, rules, at, movedAt);
  return verdictOf(share, { ...threshold, minSample: Math.min(threshold.minSample, fewest) }) === 'sick';
};
