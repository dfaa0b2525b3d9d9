/**
 * The escalation: from the plan and what was tried, the next step. Pure; the workflow calls it
 * after each fact it learns, and a test can call it with any history.
 */
import type { AttemptId } from '../ids/ids.js';
import type { AttemptFact, Purpose } from '../attempt/attempt.js';
import { possiblyAccepted } from '../attempt/attempt.js';
import { channelOf } from '../attempt/route.js';
import type { FailureClass } from '../failure/failure-class.js';
import type { Plan, PlannedRoute } from '../plan/plan.js';
import { ruledOutBy } from './class-rules.js';
import { sameUse, speaksAgainst } from './ruled-out.js';

/** Why machines are at their end: the last failure, silence everywhere, or nothing to try. */
export type HandedOverBecause = FailureClass | 'silence' | 'no-route';

export type NextStep =
  | { readonly step: 'delivered' }
  | { readonly step: 'send'; readonly route: PlannedRoute; readonly purpose: Purpose }
  | { readonly step: 'back-off'; readonly until: number }
  | { readonly step: 'await-receipt'; readonly attemptId: AttemptId; readonly until: number }
  | { readonly step: 'declare-silence'; readonly attemptId: AttemptId }
  | { readonly step: 'reconcile'; readonly attemptId: AttemptId; readonly notBefore: number }
  | { readonly step: 'hand-to-staff'; readonly because: HandedOverBecause };

/** A provider that does not know an outcome is asked this often, each wait twice the one before. */
export const mostAsked = 3;
/** One route takes back-offs this often before the next provider is used. */
const mostTriesOnRoute = 4;

/** Attempts in the order they were made; `now` in epoch milliseconds. */
export function nextStep(plan: Plan, attempts: readonly AttemptFact[], now: number): NextStep {
  if (attempts.some(({ settlement }) => settlement === 'delivered')) return { step: 'delivered' };
  const last = attempts.at(-1);
  if (last === undefined) return sendNext(plan, attempts, 'first', 'no-route');
  if (last.settlement === 'undelivered') return afterFailure(plan, attempts, last, now);
  switch (last.outcome) {
    case 'accepted':
      return afterAcceptance(plan, attempts, last, now);
    case 'rejected':
      return afterFailure(plan, attempts, last, now);
    case 'intended':
    case 'unknown':
      return afterUnknown(plan, attempts, last);
  }
}

function afterAcceptance(
  plan: Plan,
  attempts: readonly AttemptFact[],
  last: AttemptFact,
  now: number,
): NextStep {
  const until = last.receiptDeadline ?? last.at;
  if (last.settlement === undefined)
    return now < until
      ? { step: 'await-receipt', attemptId: last.attemptId, until }
      : { step: 'declare-silence', attemptId: last.attemptId };
  return sendNext(plan, attempts, 'failover', 'silence');
}

function afterUnknown(plan: Plan, attempts: readonly AttemptFact[], last: AttemptFact): NextStep {
  const planned = plannedFor(plan, last);
  if (last.neverReceived === true)
    return planned !== undefined && mayTryAgain(attempts, planned)
      ? { step: 'send', route: planned, purpose: 'retry' }
      : sendNext(plan, attempts, 'failover', 'unknown-outcome');
  const asked = last.asked ?? 0;
  if (asked < mostAsked)
    return {
      step: 'reconcile',
      attemptId: last.attemptId,
      notBefore: last.at + settlingDelayMs(plan, last) * 2 ** asked,
    };
  return sendNext(plan, attempts, 'failover', 'unknown-outcome');
}

function afterFailure(
  plan: Plan,
  attempts: readonly AttemptFact[],
  last: AttemptFact,
  now: number,
): NextStep {
  const failure = last.failure ?? 'unknown-outcome';
  const planned = plannedFor(plan, last);
  if (ruledOutBy[failure] === 'back-off' && planned !== undefined && last.retryAt !== undefined) {
    const first = attempts.find((attempt) => sameUse(attempt, last)) ?? last;
    const inTime = last.retryAt <= first.at + planned.receiptDeadlineMs;
    if (inTime && mayTryAgain(attempts, planned))
      return now < last.retryAt
        ? { step: 'back-off', until: last.retryAt }
        : { step: 'send', route: planned, purpose: 'retry' };
  }
  return sendNext(plan, attempts, 'failover', failure);
}

/**
 * The next planned route nothing forbids. While an earlier message may still have arrived, another
 * one is a copy, whatever failed in between: the policy must allow it, and it should travel by a
 * channel not used yet, if there is one: another device of the same person may be silent for the same reason.
 */
function sendNext(
  plan: Plan,
  attempts: readonly AttemptFact[],
  purpose: 'first' | 'failover',
  because: HandedOverBecause,
): NextStep {
  const standing = attempts.filter(mayHaveArrived);
  const planned = (attempt: AttemptFact) => plan.routes.some((route) => route.contact === attempt.contact);
  if (!plan.copyOnSilence && standing.some(planned)) return { step: 'hand-to-staff', because };
  const open = plan.routes.filter((route) => !attempts.some((attempt) => rulesOut(attempt, route)));
  const usedChannels = new Set(standing.filter(planned).map(({ route }) => channelOf(route)));
  const route = open.find((candidate) => !usedChannels.has(channelOf(candidate.route))) ?? open[0];
  if (route === undefined) return { step: 'hand-to-staff', because };
  return { step: 'send', route, purpose: standing.length > 0 ? 'copy' : purpose };
}

/** Whether this attempt forbids going on to that route. */
const rulesOut = (attempt: AttemptFact, planned: PlannedRoute): boolean =>
  sameUse(attempt, planned) || ruledOutByClass(attempt, planned);

/**
 * Whether the same route may be used once more for the same contact. A receipt of an earlier
 * attempt may come in between and show that it was taken after all, or that the number is wrong.
 */
const mayTryAgain = (attempts: readonly AttemptFact[], planned: PlannedRoute): boolean =>
  attempts.filter((attempt) => sameUse(attempt, planned)).length < mostTriesOnRoute &&
  !attempts.some(
    (attempt) =>
      (sameUse(attempt, planned) && possiblyAccepted(attempt)) || ruledOutByClass(attempt, planned),
  );

const mayHaveArrived = (attempt: AttemptFact): boolean =>
  possiblyAccepted(attempt) && attempt.settlement !== 'undelivered';

/** Whether why this attempt failed speaks against that route, be it the same or another. */
const ruledOutByClass = (attempt: AttemptFact, planned: PlannedRoute): boolean =>
  speaksAgainst(attempt, isOpenUnknown(attempt) ? 'unknown-outcome' : attempt.failure, planned);

const isOpenUnknown = (attempt: AttemptFact): boolean =>
  attempt.outcome !== 'accepted' && attempt.outcome !== 'rejected' && possiblyAccepted(attempt);

/** How long the provider needs before it can tell; the contact may have been corrected since. */
const settlingDelayMs = (plan: Plan, attempt: AttemptFact): number =>
  (plannedFor(plan, attempt) ?? plan.routes.find((route) => route.route === attempt.route))
    ?.settlingDelayMs ?? 0;

const plannedFor = (plan: Plan, attempt: AttemptFact): PlannedRoute | undefined =>
  plan.routes.find((route) => route.route === attempt.route && route.contact === attempt.contact);
