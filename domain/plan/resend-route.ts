/** By which route staff send a notice once more. */
import type { AttemptFact } from '../attempt/attempt.js';
import { channelOf } from '../attempt/route.js';
import { ruledOutBy } from '../escalation/class-rules.js';
import type { PlannedRoute } from './plan.js';

/**
 * The next usable route of a fresh plan: one that was not used for this contact and that no failure
 * speaks against; else one that was used and did not fail; else the first one left. A contact a
 * provider called nobody's is not written to again, whoever asks.
 */
export function resendRoute(
  routes: readonly PlannedRoute[],
  attempts: readonly AttemptFact[],
): PlannedRoute | undefined {
  const open = routes.filter((route) => !attempts.some((attempt) => isNobodys(attempt, route)));
  const clear = open.filter((route) => !attempts.some((attempt) => speaksAgainst(attempt, route)));
  const unused = clear.filter((route) => !attempts.some((attempt) => isSameUse(attempt, route)));
  return unused[0] ?? clear[0] ?? open[0];
}

const isSameUse = (attempt: AttemptFact, route: PlannedRoute): boolean =>
  attempt.route === route.route && attempt.contact === route.contact;

const isNobodys = (attempt: AttemptFact, route: PlannedRoute): boolean =>
  attempt.contact === route.contact &&
  attempt.failure !== undefined &&
  ruledOutBy[attempt.failure] === 'contact';

function speaksAgainst(attempt: AttemptFact, route: PlannedRoute): boolean {
  if (attempt.contact !== route.contact || attempt.failure === undefined) return false;
  return ruledOutBy[attempt.failure] === 'channel'
    ? channelOf(attempt.route) === channelOf(route.route)
    : attempt.route === route.route;
}
