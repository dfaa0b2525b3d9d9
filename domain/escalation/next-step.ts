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

/** Why machines are at their end: the last failure, silence everywhere, or nothing to try. */
export type HandedOverBecause = FailureClass | 'silence' | 'no-route';

export type NextStep =
  | { readonly step: 'delivered'; readonly recorded: boolean }
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
  const delivered = attempts.find((attempt) => attempt.settlement === 'delivered');
  if (delivered !== undefined) return { step: 'delivered', recorded: delivered.noticeFinished === true };
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
  const contactStillPlanned = plan.routes.some((route) => route.contact === last.contact);
  if (!plan.copyOnSilence && contactStillPlanned) return { step: 'hand-to-staff', because: 'silence' };
  return sendNext(plan, attempts, 'copy', 'silence');
}

function afterUnknown(plan: Plan, attempts: readonly AttemptFact[], last: AttemptFact): NextStep {
  const planned = plannedFor(plan, last);
  if (last.neverReceived === true)
    return planned !== undefined && triesOn(attempts, last) < mostTriesOnRoute
      ? { step: 'send', route: planned, purpose: 'retry' }
      : sendNext(plan, attempts, 'failover', 'unknown-outcome');
  const asked = last.asked ?? 0;
  if (asked < mostAsked)
    return {
      step: 'reconcile',
      attemptId: last.attemptId,
      notBefore: last.at + (planned?.settlingDelayMs ?? 0) * 2 ** asked,
    };
  return sendNext(plan, attempts, 'copy', 'unknown-outcome');
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
    if (inTime && triesOn(attempts, last) < mostTriesOnRoute)
      return now < last.retryAt
        ? { step: 'back-off', until: last.retryAt }
        : { step: 'send', route: planned, purpose: 'retry' };
  }
  return sendNext(plan, attempts, 'failover', failure);
}

function sendNext(
  plan: Plan,
  attempts: readonly AttemptFact[],
  purpose: Purpose,
  because: HandedOverBecause,
): NextStep {
  const open = plan.routes.filter((route) => !attempts.some((attempt) => rulesOut(attempt, route)));
  // After silence the second message should travel another way, if there is one.
  const last = attempts.at(-1);
  const route =
    (purpose === 'copy' && last
      ? open.find((candidate) => channelOf(candidate.route) !== channelOf(last.route))
      : undefined) ?? open[0];
  return route === undefined ? { step: 'hand-to-staff', because } : { step: 'send', route, purpose };
}

/** Whether this attempt forbids using that route. */
function rulesOut(attempt: AttemptFact, planned: PlannedRoute): boolean {
  if (attempt.contact !== planned.contact) return false;
  if (attempt.route === planned.route) return true;
  const failure = attempt.failure ?? (isOpenUnknown(attempt) ? 'unknown-outcome' : undefined);
  if (failure === undefined) return false;
  switch (ruledOutBy[failure]) {
    case 'contact':
      return true;
    case 'channel':
      return channelOf(attempt.route) === channelOf(planned.route);
    case 'route':
    case 'back-off':
      return false;
  }
}

const isOpenUnknown = (attempt: AttemptFact): boolean =>
  attempt.outcome !== 'accepted' && attempt.outcome !== 'rejected' && possiblyAccepted(attempt);

const sameUse = (a: AttemptFact, b: AttemptFact): boolean => a.route === b.route && a.contact === b.contact;

const triesOn = (attempts: readonly AttemptFact[], like: AttemptFact): number =>
  attempts.filter((attempt) => sameUse(attempt, like)).length;

const plannedFor = (plan: Plan, attempt: AttemptFact): PlannedRoute | undefined =>
  plan.routes.find((route) => route.route === attempt.route && route.contact === attempt.contact);
