import type { AttemptFacts } from './facts.js';
import type { Detour } from './finding.js';

/** Where sending first went on from one route to another, or undefined where it never did. */
export function detourOf(attempts: readonly AttemptFacts[]): Detour | undefined {
  const at = attempts.findIndex(({ purpose }) => purpose === 'failover' || purpose === 'copy');
  const after = attempts[at];
  const before = attempts[at - 1];
  if (after === undefined || before === undefined) return undefined;
  return {
    from: before.route,
    to: after.route,
    because: whyNot(before),
    copy: after.purpose === 'copy',
  };
}

/** Why an attempt did not settle the matter at once. */
export function whyNot({ failure, settlement, outcome }: AttemptFacts): Detour['because'] {
  if (failure !== undefined) return failure;
  // A late `delivered` leaves the silence in which the next route was taken.
  return outcome === 'accepted' && settlement !== 'undelivered' ? 'silence' : 'unknown-outcome';
}
