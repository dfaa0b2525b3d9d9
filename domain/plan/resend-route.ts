/** By which route staff send a notice once more. */
import type { AttemptFact } from '../attempt/attempt.js';
import { ruledOutBy } from '../escalation/class-rules.js';
import { sameUse, speaksAgainst } from '../escalation/ruled-out.js';
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
  const clear = open.filter((route) => !attempts.some((attempt) => hasFailed(attempt, route)));
  const unused = clear.filter((route) => !attempts.some((attempt) => sameUse(attempt, route)));
  return unused[0] ?? clear[0] ?? open[0];
}

/** Nobody is at this contact: another of the same person may still be used. */
const isNobodys = ({ contact, failure }: AttemptFact, route: PlannedRoute): boolean =>
  contact === route.contact && failure !== undefined && ruledOutBy[failure] === 'contact';

const hasFailed = (attempt: AttemptFact, route: PlannedRoute): boolean =>
  attempt.failure !== undefined &&
  (sameUse(attempt, route) || speaksAgainst(attempt, attempt.failure, route));
