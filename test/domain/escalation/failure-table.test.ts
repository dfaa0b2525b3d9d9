/** DESIGN's table of failure classes, written out by hand: what follows a failure of the first route. */
import { nextStep } from '../../../domain/escalation/next-step.js';
import type { FailureClass } from '../../../domain/failure/failure-class.js';
import { failureClasses } from '../../../domain/failure/failure-class.js';
import type { PlannedRoute } from '../../../domain/plan/plan.js';
import type { AttemptFact } from '../../../domain/attempt/attempt.js';
import {
  correctedSmsA,
  correctedSmsB,
  inWords,
  planOf,
  push,
  rejected,
  smsA,
  smsB,
  undelivered,
  unknown,
  voice,
} from './subjects.js';

type Situation = 'one route' | 'same channel' | 'same number' | 'other contact' | 'corrected contact';

/** What the plan offers after `sms/a` to `mobile@1` has failed. */
const routesOf: Record<Situation, readonly PlannedRoute[]> = {
  'one route': [smsA],
  'same channel': [smsA, smsB],
  'same number': [smsA, voice],
  'other contact': [smsA, push],
  'corrected contact': [correctedSmsA, correctedSmsB],
};

const onlyOtherContact = (failure: FailureClass): Record<Situation, string> => ({
  'one route': `staff ${failure}`,
  'same channel': `staff ${failure}`,
  'same number': `staff ${failure}`,
  'other contact': 'send push/p token@1 failover',
  'corrected contact': 'send sms/a mobile@2 failover',
});
const onlyOtherChannel = (failure: FailureClass): Record<Situation, string> => ({
  'one route': `staff ${failure}`,
  'same channel': `staff ${failure}`,
  'same number': 'send voice/v mobile@1 failover',
  'other contact': 'send push/p token@1 failover',
  'corrected contact': 'send sms/a mobile@2 failover',
});
const nextProvider = (failure: FailureClass): Record<Situation, string> => ({
  'one route': `staff ${failure}`,
  'same channel': 'send sms/b mobile@1 failover',
  'same number': 'send voice/v mobile@1 failover',
  'other contact': 'send push/p token@1 failover',
  'corrected contact': 'send sms/a mobile@2 failover',
});

const expected: Record<Exclude<FailureClass, 'unknown-outcome'>, Record<Situation, string>> = {
  'wrong-number': onlyOtherContact('wrong-number'),
  'suspect-number': onlyOtherChannel('suspect-number'),
  unreachable: onlyOtherChannel('unreachable'),
  blocked: onlyOtherChannel('blocked'),
  'rate-limited': nextProvider('rate-limited'), // with no word on when to come again
  'content-rejected': nextProvider('content-rejected'),
  misconfigured: nextProvider('misconfigured'),
  'provider-down': nextProvider('provider-down'),
  'not-allowed': nextProvider('not-allowed'),
};

/** Where the provider was asked three times and could not tell: any other message may be a second one. */
const afterVainQuestions: Record<Situation, string> = {
  'one route': 'staff unknown-outcome',
  'same channel': 'staff unknown-outcome',
  'same number': 'send voice/v mobile@1 copy',
  'other contact': 'send push/p token@1 copy',
  'corrected contact': 'send sms/a mobile@2 copy',
};

const situations = Object.keys(routesOf) as Situation[];
const follows = (situation: Situation, attempt: AttemptFact): string =>
  inWords(nextStep(planOf(routesOf[situation]), [attempt], 1_000));

const cells = Object.entries(expected).flatMap(([failure, row]) =>
  situations.map((situation) => [failure as FailureClass, situation, row[situation]] as const),
);

test('the table speaks of every failure class', () => {
  expect([...Object.keys(expected), 'unknown-outcome'].sort()).toEqual([...failureClasses].sort());
});

test.each(cells)('a refusal as %s with %s leads to: %s', (failure, situation, next) => {
  expect(follows(situation, rejected(smsA, failure))).toBe(next);
});

test.each(cells)('a receipt of %s with %s leads to: %s', (failure, situation, next) => {
  expect(follows(situation, undelivered(smsA, failure))).toBe(next);
});

test.each(situations)('an unknown outcome with %s is asked about before anything else', (situation) => {
  expect(follows(situation, unknown(smsA))).toBe('reconcile from 10000');
});

test.each(situations.map((situation) => [situation, afterVainQuestions[situation]] as const))(
  'an unknown outcome nobody can tell with %s leads to: %s',
  (situation, next) => {
    expect(follows(situation, unknown(smsA, { asked: 3 }))).toBe(next);
  },
);

test('without a route there is nothing to try, and a person is told at once', () => {
  expect(inWords(nextStep(planOf([]), [], 0))).toBe('staff no-route');
});

test('the first route of the plan goes first', () => {
  expect(inWords(nextStep(planOf([smsB, smsA, push]), [], 0))).toBe('send sms/b mobile@1 first');
});

test('routes are used in the order of the plan, each once, and then a person goes on', () => {
  const plan = planOf([smsA, smsB, push]);
  const down = [
    rejected(smsA, 'provider-down'),
    rejected(smsB, 'misconfigured'),
    rejected(push, 'content-rejected'),
  ];
  expect(down.map((_, made) => inWords(nextStep(plan, down.slice(0, made), 0)))).toEqual([
    'send sms/a mobile@1 first',
    'send sms/b mobile@1 failover',
    'send push/p token@1 failover',
  ]);
  expect(inWords(nextStep(plan, down, 0))).toBe('staff content-rejected');
});

test('a class that rules a channel out rules it out for good, not for the next step alone', () => {
  const plan = planOf([smsA, push, smsB]);
  const attempts = [rejected(smsA, 'blocked'), rejected(push, 'provider-down')];
  expect(inWords(nextStep(plan, attempts, 0))).toBe('staff provider-down');
});
