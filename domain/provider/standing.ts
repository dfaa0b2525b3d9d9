/** How a route does just now, judged by how its provider treated the latest calls; pure. */
import { ruledOutBy } from '../escalation/class-rules.js';
import { failureClasses } from '../failure/failure-class.js';
import type { FailureClass } from '../failure/failure-class.js';

/**
 * `well`; `unsteady`, when some of the latest calls failed by its own fault; `failing`, when the very latest all did;
 * `quiet`, when there were none.
 */
export const routeStandings = ['well', 'unsteady', 'failing', 'quiet'] as const;
export type RouteStanding = (typeof routeStandings)[number];

/** How many calls are looked at. */
export const latestAnswers = 10;
/** How many in a row are no accident any more. */
const inARow = 3;

/** Failures that are the provider's, or ours with it, and nobody's number: another message would have met them too. */
export const providersOwn: readonly FailureClass[] = failureClasses.filter(
  (failure) =>
    failure !== 'not-allowed' && (ruledOutBy[failure] === 'route' || ruledOutBy[failure] === 'back-off'),
);

/** `answers`: whether each of the latest calls went well as far as that was up to the provider, the newest first. */
export function standingOf(answers: readonly boolean[]): RouteStanding {
  if (answers.length === 0) return 'quiet';
  const newest = answers.slice(0, inARow);
  if (newest.length === inARow && !newest.includes(true)) return 'failing';
  return answers.includes(false) ? 'unsteady' : 'well';
}
