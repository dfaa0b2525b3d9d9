/**
 * A world for the escalation to live in: providers that take, refuse, fall silent, lose answers,
 * answer late and, if so drawn, lie. It knows the truth, which the escalation only hears of.
 */
import fc from 'fast-check';
import type { AttemptFact, Purpose } from '../../../domain/attempt/attempt.js';
import type { NextStep } from '../../../domain/escalation/next-step.js';
import { nextStep } from '../../../domain/escalation/next-step.js';
import type { FailureClass } from '../../../domain/failure/failure-class.js';
import { failureClasses } from '../../../domain/failure/failure-class.js';
import { attemptIdOf } from '../../../domain/ids/ids.js';
import type { Plan, PlannedRoute } from '../../../domain/plan/plan.js';
import { judgeReceipt } from '../../../domain/receipt/judge.js';
import { planned, planOf, receiptDeadlineMs } from './subjects.js';

export interface Draw {
  readonly routes: readonly PlannedRoute[];
  readonly copyOnSilence: boolean;
  /** Each number decides one turn of fate; read round and round. */
  readonly dice: readonly number[];
  /** The mobile number is corrected once this many steps were taken. */
  readonly correctedAfter?: number;
  /** Says "never received" also of what it took. */
  readonly lies: boolean;
}

const candidates: readonly PlannedRoute[] = [
  planned('sms/a'),
  planned('sms/b'),
  planned('sms/c'),
  planned('voice/v'),
  planned('push/p', 'token@1'),
  planned('push/q', 'token@1'),
  planned('email/e', 'email@1'),
];

export const draws: fc.Arbitrary<Draw> = fc.record(
  {
    routes: fc.shuffledSubarray([...candidates]),
    copyOnSilence: fc.boolean(),
    dice: fc.array(fc.nat(9_999), { minLength: 1, maxLength: 60 }),
    correctedAfter: fc.nat(12),
    lies: fc.boolean(),
  },
  { requiredKeys: ['routes', 'copyOnSilence', 'dice', 'lies'] },
);

/** One send as it was decided. */
export interface Sent {
  readonly route: PlannedRoute;
  readonly purpose: Purpose;
  readonly plan: Plan;
  /** What was known when it was decided. */
  readonly before: readonly AttemptFact[];
  readonly now: number;
}

export interface Life {
  readonly sent: readonly Sent[];
  /** Every step with what it was decided on. */
  readonly steps: readonly {
    readonly plan: Plan;
    readonly attempts: readonly AttemptFact[];
    readonly now: number;
    readonly step: NextStep;
  }[];
  /** The last step, where it was an end. */
  readonly end: Extract<NextStep, { step: 'delivered' | 'hand-to-staff' }> | undefined;
  /** Attempts the providers in truth took. */
  readonly taken: readonly AttemptFact[];
}

const mostSteps = 400;

/** Lets the escalation run to its end in this world, or to `mostSteps`. */
export function live(draw: Draw): Life {
  let thrown = 0;
  const die = (sides: number): number => {
    const value = draw.dice[thrown % draw.dice.length] ?? 0;
    thrown += 1;
    // Mixed with its place, so that short lists of dice do not repeat one fate for ever.
    return Math.floor((value + thrown * 7) / 3) % sides;
  };
  const anyClass = (): FailureClass => failureClasses[die(failureClasses.length)] ?? 'provider-down';

  let now = 0;
  let plan = planOf(draw.routes, draw.copyOnSilence);
  const attempts: AttemptFact[] = [];
  const inTruthTaken = new Set<string>();
  const sent: Sent[] = [];
  const steps: Life['steps'][number][] = [];

  const learn = (at: number, more: Partial<AttemptFact>): void => {
    const known = attempts[at];
    if (known !== undefined) attempts[at] = { ...known, at: now, ...more };
  };
  const receipt = (at: number): void => {
    const known = attempts[at];
    const says = die(3) === 0 ? 'delivered' : 'undelivered';
    if (known === undefined || judgeReceipt(known.settlement, says) !== 'settles') return;
    const failure = says === 'undelivered' ? { failure: anyClass() } : {};
    learn(at, { outcome: 'accepted', settlement: says, neverReceived: false, ...failure });
  };
  const acceptance = () => ({ outcome: 'accepted' as const, receiptDeadline: now + receiptDeadlineMs });
  const send = (step: Extract<NextStep, { step: 'send' }>): void => {
    sent.push({ route: step.route, purpose: step.purpose, plan, before: [...attempts], now });
    now += 1 + die(5_000);
    const { route, contact } = step.route;
    const attemptId = attemptIdOf(`attempt ${attempts.length}`);
    const at =
      attempts.push({ attemptId, route, contact, purpose: step.purpose, outcome: 'unknown', at: now }) - 1;
    const fate = die(10);
    if (fate < 5) {
      inTruthTaken.add(attemptId);
      learn(at, acceptance());
      if (fate === 0) receipt(at);
    } else if (fate < 8) {
      const failure = anyClass();
      learn(at, {
        outcome: 'rejected',
        failure,
        ...(failure === 'rate-limited' && die(4) > 0 ? { retryAt: now + die(40_000) } : {}),
      });
    } else if (die(2) === 0) inTruthTaken.add(attemptId);
  };
  const reconcile = (step: Extract<NextStep, { step: 'reconcile' }>): void => {
    now = Math.max(now, step.notBefore);
    const at = attempts.findIndex(({ attemptId }) => attemptId === step.attemptId);
    const known = attempts[at];
    if (known === undefined || known.outcome === 'accepted') return;
    const answer = die(3);
    if (answer === 0) learn(at, { asked: (known.asked ?? 0) + 1 });
    else if (inTruthTaken.has(known.attemptId) && !(draw.lies && die(2) === 0)) {
      learn(at, acceptance());
      if (answer === 1) receipt(at);
    } else learn(at, { neverReceived: true });
  };

  for (let turn = 0; turn < mostSteps; turn += 1) {
    if (turn === draw.correctedAfter)
      plan = {
        ...plan,
        contactVersion: 2,
        routes: plan.routes.map((route) =>
          route.contact === 'mobile@1' ? { ...route, contact: 'mobile@2' } : route,
        ),
      };
    // Receipts of what was taken come whenever they like, also for attempts long given up.
    const late = die(Math.max(1, attempts.length * 4));
    if (inTruthTaken.has(attempts[late]?.attemptId ?? '')) receipt(late);

    const step = nextStep(plan, attempts, now);
    steps.push({ plan, attempts: [...attempts], now, step });
    switch (step.step) {
      case 'delivered':
      case 'hand-to-staff':
        return { sent, steps, end: step, taken: takenOf(attempts, inTruthTaken) };
      case 'send':
        send(step);
        break;
      case 'back-off':
        now = step.until;
        break;
      case 'await-receipt':
        if (die(2) === 0) now = step.until;
        else receipt(attempts.length - 1);
        break;
      case 'declare-silence':
        learn(attempts.length - 1, { settlement: 'no-receipt' });
        break;
      case 'reconcile':
        reconcile(step);
        break;
    }
  }
  return { sent, steps, end: undefined, taken: takenOf(attempts, inTruthTaken) };
}

const takenOf = (attempts: readonly AttemptFact[], taken: ReadonlySet<string>): AttemptFact[] =>
  attempts.filter(({ attemptId }) => taken.has(attemptId));
