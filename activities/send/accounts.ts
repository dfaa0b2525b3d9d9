/** Whose account an attempt was made under, where a route has had more than one while the process lives. */
import type { Route } from '../../domain/attempt/route.js';
import type { World } from '../world.js';
import type { Carrier, QueryAnswer, Question } from './carrier.js';
import type { OpenRoute } from './open-routes.js';

/** Whoever began to send before an account was given up commits the intent so much later at most, milliseconds. */
const overlapMs = 60_000;

/** A route that is configured, or was: what went by it is asked after all the same. */
export const routeKnown = (world: World, route: Route): OpenRoute | undefined =>
  world.routes.get(route) ?? world.formerRoutes?.get(route);

/** Whether an attempt was certainly made under the account in use: only then may its call be made again. */
export const isOfAccountInUse = ({ since }: OpenRoute, intendedAt: number): boolean =>
  since === undefined || intendedAt >= since + overlapMs;

/** Every account an attempt may have been made under, the likeliest first. */
function accountsAt({ carrier, since = 0, earlier = [] }: OpenRoute, intendedAt: number): readonly Carrier[] {
  const before = earlier.filter(({ from, until }) => intendedAt >= from && intendedAt < until + overlapMs);
  return [...(intendedAt >= since ? [carrier] : []), ...before.map((account) => account.carrier)];
}

/**
 * Asks all of them: whoever has it tells, and it was never received only where every one of them says so. An
 * account that never had it would say so of anything.
 */
export async function askAccounts(route: OpenRoute, question: Question): Promise<QueryAnswer> {
  const answers: QueryAnswer[] = [];
  for (const carrier of accountsAt(route, question.intendedAt)) {
    const answer = await carrier.ask(question);
    if (answer.result === 'taken') return answer;
    answers.push(answer);
  }
  const isCertain = answers.length > 0 && answers.every(({ result }) => result === 'never-received');
  return { result: isCertain ? 'never-received' : 'no-answer' };
}
