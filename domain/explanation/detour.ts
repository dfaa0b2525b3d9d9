/** How sending went on from one attempt to the next, and why. */
import type { AttemptFacts } from './facts.js';
import type { Detour, Setback } from './finding.js';

/** Each time sending went on to another route or contact, oldest first. */
export function detoursOf(attempts: readonly AttemptFacts[]): Detour[] {
  const ours = attempts.filter(isOfMachines);
  return ours.flatMap((to, nth) => {
    const from = ours[nth - 1];
    if (from === undefined || (to.purpose !== 'failover' && to.purpose !== 'copy')) return [];
    return [{ from: from.route, to: to.route, because: whyNot(from), how: turnOf(from, to) }];
  });
}

/** An attempt, and how it goes on from the one before it. */
export interface Turn {
  readonly attempt: AttemptFacts;
  readonly after?: { readonly before: Setback; readonly how: Detour['how'] };
}

/** Each attempt with what it goes on from; what staff had sent again stands beside them. */
export function inTurn(attempts: readonly AttemptFacts[]): Turn[] {
  let last: AttemptFacts | undefined;
  return attempts.map((attempt) => {
    if (!isOfMachines(attempt)) return { attempt };
    const before = last;
    last = attempt;
    return before === undefined
      ? { attempt }
      : { attempt, after: { before: whyNot(before), how: turnOf(before, attempt) } };
  });
}

const isOfMachines = ({ purpose }: AttemptFacts): boolean => purpose !== 'resend';

/** After the first, so many times of going on are told in an answer, the latest. */
export const mostTurnsTold = 6;

/** Why an attempt did not settle the matter at once. */
export function whyNot({ failure, settlement, outcome, neverReceived }: AttemptFacts): Setback {
  if (neverReceived) return 'never-received';
  if (failure !== undefined) return failure;
  // A late `delivered` leaves the silence in which the next route was taken.
  return outcome === 'accepted' && settlement !== 'undelivered' ? 'silence' : 'unknown-outcome';
}

/** In what the later of two attempts differs: a corrected contact has the same name in a later version. */
export function turnOf(from: AttemptFacts, to: AttemptFacts): Detour['how'] {
  if (to.purpose === 'copy') return 'copy';
  if (from.contact === to.contact) return 'another-way';
  if (nameOf(from) === nameOf(to)) return 'corrected-contact';
  return from.route === to.route ? 'another-contact' : 'another-way';
}

const nameOf = ({ contact }: AttemptFacts): string | undefined => contact.split('@')[0];
