/** What a look at every route comes to: which scopes are in trouble, and how their shares change; pure. */
import { channelOf } from '../attempt/route.js';
import type { Route } from '../attempt/route.js';
import type { HealthRules, MinuteCount } from './count.js';
import { measures, shareOf } from './count.js';
import { troublesOf } from './locate.js';
import type { Trouble } from './locate.js';
import { encloses, holds, scopeName } from './scope.js';
import type { Scope } from './scope.js';
import { fall, isStillSick, recover } from './standing.js';
import type { Pace, Standing } from './standing.js';

/** A route that is judged. */
export interface JudgedRoute {
  readonly route: Route;
  readonly rules: HealthRules;
  /** Whether anything may go by it at all: nobody holds it. */
  readonly isOpen: boolean;
  /** Somebody has its share stay as it is. */
  readonly isFrozen?: boolean;
}

export interface Look {
  readonly at: number;
  readonly routes: readonly JudgedRoute[];
  readonly counts: readonly MinuteCount[];
  /** Every scope that is in trouble, or was within the last day. */
  readonly standings: readonly Standing[];
  readonly pace: Pace;
}

/** A scope that was looked at, as it stands now, with what was seen of it just now. */
export interface Seen {
  readonly standing: Standing;
  readonly before: Standing | undefined;
  /** Beyond their thresholds now; empty while it is watched alone. */
  readonly troubles: readonly Trouble[];
}

type Some<One> = [One, ...One[]];
const isSome = <One>(ones: One[]): ones is Some<One> => ones.length > 0;

const forgottenAfterMs = 86_400_000;

/** All scopes that stand in trouble now, ended with this look, or did within the last day. */
export function judgeHealth(look: Look): Seen[] {
  const { at, pace, standings } = look;
  const seen = new Map<string, Seen>();
  for (const { route, rules, isFrozen = false } of look.routes) {
    const own = look.counts.filter((count) => count.route === route);
    const known = standings.filter(({ scope }) => scope.route === route);
    const open = known.filter(({ overAt }) => overAt === undefined);
    for (const before of open) {
      const troubles = stillIn(before, own, rules, at);
      const mayMove = !isFrozen && canGoElsewhere(before.scope, look);
      const standing = isSome(troubles)
        ? fall(before, troubles, { at, mayMove, pace })
        : recover(before, own, rules, { at, pace, isFrozen });
      seen.set(scopeName(before.scope), { standing, before, troubles });
    }
    // What is in trouble already is judged by itself: beside it the others must not look sick.
    // And what was before something was over is no evidence that it is not.
    const over = known.filter(({ overAt }) => overAt !== undefined);
    const others = own.filter(
      (count) =>
        !open.some(({ scope }) => holds(scope, count.route, count)) &&
        !over.some(({ scope, overAt = 0 }) => holds(scope, count.route, count) && count.at < overAt),
    );
    for (const troubles of byScope(troublesOf(route, others, rules, at))) {
      const [{ scope }] = troubles;
      const before = known.find((one) => scopeName(one.scope) === scopeName(scope));
      const mayMove = !isFrozen && canGoElsewhere(scope, look);
      const standing = fall(before, troubles, { at, mayMove, pace });
      seen.set(scopeName(scope), { standing, before, troubles });
      // The wider one stands for those within it from now on.
      for (const narrow of open.filter((one) => encloses(scope, one.scope)))
        seen.set(scopeName(narrow.scope), {
          standing: { ...narrow, step: 0, overAt: at },
          before: narrow,
          troubles: [],
        });
    }
  }
  // A route that is configured no more is not judged any more either.
  for (const before of standings.filter(({ overAt }) => overAt === undefined))
    if (!look.routes.some(({ route }) => route === before.scope.route))
      seen.set(scopeName(before.scope), {
        standing: { ...before, step: 0, overAt: at },
        before,
        troubles: [],
      });
  return [...seen.values()];
}

/** Whether one that is over has been so for so long that it counts for nothing any more. */
export const isForgotten = ({ overAt }: Standing, at: number): boolean =>
  overAt !== undefined && at - overAt >= forgottenAfterMs;

function stillIn(before: Standing, own: readonly MinuteCount[], rules: HealthRules, at: number): Trouble[] {
  const within = own.filter((count) => holds(before.scope, count.route, count));
  return measures
    .filter((measure) => isStillSick(before, measure, own, rules, at))
    .map((measure) => ({
      scope: before.scope,
      measure,
      share: shareOf(measure, within, rules, at, before.movedAt),
    }));
}

/**
 * Whether another route of the channel may carry what this one loses: one that nobody holds, and that is not in trouble
 * there itself. Moving from one sick provider to another would help nobody.
 */
function canGoElsewhere(scope: Scope, { routes, standings }: Look): boolean {
  return routes.some(
    ({ route, isOpen }) =>
      route !== scope.route &&
      isOpen &&
      channelOf(route) === channelOf(scope.route) &&
      !standings.some(
        (one) => one.overAt === undefined && one.step > 0 && encloses(one.scope, { ...scope, route }),
      ),
  );
}

function byScope(troubles: readonly Trouble[]): Some<Trouble>[] {
  const groups = new Map<string, Some<Trouble>>();
  for (const trouble of troubles) {
    const name = scopeName(trouble.scope);
    groups.set(name, [...(groups.get(name) ?? []), trouble]);
  }
  return [...groups.values()];
}
