/** What the escalation would do next, asked with the plan on record: the same rule the story goes by. */
import type { AttemptFact } from '../attempt/attempt.js';
import { isOfDelivery } from '../attempt/attempt.js';
import { nextStep } from '../escalation/next-step.js';
import { attemptIdOf } from '../ids/ids.js';
import type { Plan } from '../plan/plan.js';
import type { AttemptFacts, NoticeFacts } from './facts.js';
import { given } from './given.js';
import type { Then } from './planned-step.js';
import type { PlanStep, TrailStep } from './trail.js';

/** The attempts that the delivery goes on from, in their order. */
export const attemptsOfDelivery = ({ attempts }: NoticeFacts): readonly AttemptFacts[] =>
  attempts.filter((attempt) => attempt.purpose !== 'resend' || attempt.settlement === 'delivered');

/**
 * What follows if the last attempt turns out so at `at`. Undefined where the record does not tell: an older plan, one
 * whose every detail is not known, or a step that depends on more than the plan and the attempts.
 */
export function afterwards(
  notice: NoticeFacts,
  trail: readonly TrailStep[],
  turned: Partial<AttemptFact>,
  at: number,
): Then | undefined {
  const steps = trail.filter((step) => !('stage' in step) || isOf(step, notice));
  const plan = steps.findLast((step): step is PlanStep => step.what === 'planned');
  const attempts = plan && attemptsOf(notice, plan);
  if (plan?.routes === undefined || attempts === undefined || attempts.length === 0) return undefined;
  const known = attempts.map((attempt, nth) =>
    nth === attempts.length - 1 ? { ...attempt, ...turned } : attempt,
  );
  const next = nextStep(planOf(plan), known, at);
  if (next.step !== 'send' && next.step !== 'hand-to-staff') return undefined;
  // Contacts reported since are used for whatever comes next.
  if (steps.some((step) => step.what === 'contacts' && step.at >= plan.at)) return { step: 'plan-anew' };
  if (next.step === 'send') {
    const how = next.purpose === 'copy' ? 'copy' : next.purpose === 'retry' ? 'once-more' : 'another-way';
    return { step: 'send', route: next.route.route, how };
  }
  if (plan.laterAt === undefined) return { step: 'staff' };
  // The story asks once for what may be used later; whether it has is known where it never planned twice.
  const plans = steps.slice(steps.findLastIndex(({ what }) => what === 'held') + 1);
  return plans.filter(({ what }) => what === 'planned').length === 1
    ? { step: 'plan-anew', laterAt: plan.laterAt }
    : undefined;
}

const isOf = (step: { stage: string; round: number }, { stage, round }: NoticeFacts): boolean =>
  step.stage === stage && step.round === round;

/** Attempts with those that were barred; undefined where it is not known which contact one was barred for. */
function attemptsOf(
  notice: NoticeFacts,
  { routes = [], at: plannedAt }: PlanStep,
): AttemptFact[] | undefined {
  const barred = notice.barred
    .filter(({ at }) => at >= plannedAt)
    .map(({ at, route }) => ({ at, route, uses: routes.filter((one) => one.route === route) }));
  if (barred.some(({ uses }) => uses.length > 1)) return undefined;
  const refused = barred.flatMap(({ at, route, uses: [use] }): AttemptFact[] =>
    use === undefined
      ? []
      : [
          {
            attemptId: attemptIdOf(`barred ${route} ${at}`),
            route,
            contact: use.contact,
            purpose: 'first',
            outcome: 'rejected',
            failure: 'not-allowed',
            at,
          },
        ],
  );
  const made = attemptsOfDelivery(notice).map(factOf).filter(isOfDelivery);
  // What was barred came before the last attempt, or it would not be the one that is waited for.
  return [...made.slice(0, -1), ...refused, ...made.slice(-1)];
}

const factOf = (attempt: AttemptFacts): AttemptFact => {
  const { route, contact, purpose, outcome, settlement, failure, receiptDeadline, asked } = attempt;
  return {
    attemptId: attemptIdOf(attempt.attemptId ?? ''),
    route,
    contact,
    purpose,
    outcome,
    at: attempt.settledAt ?? attempt.answeredAt ?? attempt.intendedAt,
    asked,
    ...(attempt.neverReceived ? { neverReceived: true } : {}),
    ...given({ settlement, failure, receiptDeadline }),
  };
};

/** Durations are asked for by waiting steps alone, whose instants the record has; none of these is told. */
const planOf = ({ routes = [], leftOut, copyOnSilence = true }: PlanStep): Plan => ({
  calendarVersion: '',
  contactVersion: 0,
  routes: routes.map((use) => ({
    ...use,
    callTimeoutMs: 0,
    lingerMs: 0,
    receiptDeadlineMs: 0,
    receiptHorizonMs: 0,
    settlingDelayMs: 0,
  })),
  leftOut,
  copyOnSilence,
});
