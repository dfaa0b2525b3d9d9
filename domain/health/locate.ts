/** Finds where trouble lies: no wider than what was seen, no narrower than what can be told apart; pure. */
import type { HealthRules, Measure, MinuteCount } from './count.js';
import { measures, shareOf, sharesOf } from './count.js';
import type { Scope } from './scope.js';
import { verdictOf } from './share.js';
import type { Share, Verdict } from './share.js';

/** A measure beyond its threshold. */
export interface Trouble {
  readonly scope: Scope;
  readonly measure: Measure;
  readonly share: Share;
}

/** Everything that is in trouble by one route, as seen at `now`. */
export const troublesOf = (
  route: Scope['route'],
  counts: readonly MinuteCount[],
  rules: HealthRules,
  now: number,
): Trouble[] => {
  const own = counts.filter((count) => count.route === route);
  return measures.flatMap((measure) => {
    const threshold = rules[measure];
    if (threshold === undefined) return [];
    const sickShare = (some: readonly MinuteCount[]): Share | undefined =>
      sharesOf(measure, some, rules, now).find((share) => verdictOf(share, threshold) === 'sick');
    const judge = (some: readonly MinuteCount[]): Verdict =>
      sickShare(some) === undefined ? verdictOf(shareOf(measure, some, rules, now), threshold) : 'sick';
    return locate(own, { route }, ['province', 'carrier'], judge).flatMap(({ scope, within }) => {
      const share = sickShare(within);
      return share === undefined ? [] : [{ scope, measure, share }];
    });
  });
};

type Level = 'province' | 'carrier';

interface Located {
  readonly scope: Scope;
  readonly within: readonly MinuteCount[];
}

/**
 * The parts that are sick by themselves, where the others are not: then nothing of the others is touched. Where every
 * part that can be judged is sick, or the rest is too, it is the whole.
 */
function locate(
  counts: readonly MinuteCount[],
  scope: Scope,
  [level, ...finer]: readonly Level[],
  judge: (some: readonly MinuteCount[]) => Verdict,
): Located[] {
  if (level !== undefined) {
    const parts = partsOf(counts, scope, level).map((part) => ({ ...part, verdict: judge(part.within) }));
    const sick = parts.filter(({ verdict }) => verdict === 'sick');
    const everywhere = sick.length > 1 && !parts.some(({ verdict }) => verdict === 'well');
    const rest = (): readonly MinuteCount[] =>
      counts.filter((count) => !sick.some((part) => part.scope[level] === count[level]));
    if (sick.length > 0 && !everywhere && judge(rest()) !== 'sick')
      return sick.flatMap((part) => locate(part.within, part.scope, finer, judge));
  }
  return judge(counts) === 'sick' ? [{ scope, within: counts }] : [];
}

/** What the beginning of a number does not tell belongs to no part. */
function partsOf(counts: readonly MinuteCount[], scope: Scope, level: Level): Located[] {
  const parts = new Map<string, { scope: Scope; within: MinuteCount[] }>();
  for (const count of counts) {
    const name = count[level];
    if (name === undefined) continue;
    const part = parts.get(name) ?? { scope: { ...scope, [level]: name }, within: [] };
    part.within.push(count);
    parts.set(name, part);
  }
  return [...parts.values()];
}
