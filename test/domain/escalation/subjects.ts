/** Plans and attempts as the escalation meets them. */
import type { AttemptFact } from '../../../domain/attempt/attempt.js';
import type { Route } from '../../../domain/attempt/route.js';
import type { NextStep } from '../../../domain/escalation/next-step.js';
import type { FailureClass } from '../../../domain/failure/failure-class.js';
import { attemptIdOf } from '../../../domain/ids/ids.js';
import type { Plan, PlannedRoute } from '../../../domain/plan/plan.js';

export const receiptDeadlineMs = 60_000;
export const settlingMs = 10_000;

export const planned = (
  route: Route,
  contact = 'mobile@1',
  more: Partial<PlannedRoute> = {},
): PlannedRoute => ({
  route,
  contact,
  callTimeoutMs: 5_000,
  lingerMs: 20_000,
  receiptDeadlineMs,
  receiptHorizonMs: 72 * 3_600_000,
  settlingDelayMs: settlingMs,
  ...more,
});

export const planOf = (routes: readonly PlannedRoute[], copyOnSilence = true): Plan => ({
  calendarVersion: 'cn-2026',
  contactVersion: 1,
  routes,
  leftOut: [],
  copyOnSilence,
});

export const smsA = planned('sms/a');
export const smsB = planned('sms/b');
export const voice = planned('voice/v');
export const push = planned('push/p', 'token@1');
export const email = planned('email/e', 'email@1');
export const correctedSmsA = planned('sms/a', 'mobile@2');
export const correctedSmsB = planned('sms/b', 'mobile@2');

/** An attempt by a planned route at instant 0, still to be said what became of it. */
export const tried = (
  use: PlannedRoute,
  outcome: AttemptFact['outcome'],
  more: Partial<AttemptFact> = {},
): AttemptFact => ({
  attemptId: attemptIdOf(`of ${use.route} to ${use.contact}`),
  route: use.route,
  contact: use.contact,
  purpose: 'first',
  outcome,
  at: 0,
  ...more,
});

export const rejected = (use: PlannedRoute, failure: FailureClass, more: Partial<AttemptFact> = {}) =>
  tried(use, 'rejected', { failure, ...more });
export const accepted = (use: PlannedRoute, more: Partial<AttemptFact> = {}) =>
  tried(use, 'accepted', { receiptDeadline: receiptDeadlineMs, ...more });
export const undelivered = (use: PlannedRoute, failure: FailureClass, more: Partial<AttemptFact> = {}) =>
  accepted(use, { settlement: 'undelivered', failure, ...more });
export const silent = (use: PlannedRoute, more: Partial<AttemptFact> = {}) =>
  accepted(use, { settlement: 'no-receipt', ...more });
export const unknown = (use: PlannedRoute, more: Partial<AttemptFact> = {}) => tried(use, 'unknown', more);

/** A step in one word, as the tables write it: `send sms/b mobile@1 failover`, `staff blocked`. */
export function inWords(step: NextStep): string {
  switch (step.step) {
    case 'send':
      return `send ${step.route.route} ${step.route.contact} ${step.purpose}`;
    case 'hand-to-staff':
      return `staff ${step.because}`;
    case 'back-off':
      return `back-off until ${step.until}`;
    case 'await-receipt':
      return `await until ${step.until}`;
    case 'reconcile':
      return `reconcile from ${step.notBefore}`;
    case 'delivered':
    case 'declare-silence':
      return step.step;
  }
}
