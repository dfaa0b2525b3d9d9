import { nextStep } from '../../../domain/escalation/next-step.js';
import { failureClasses } from '../../../domain/failure/failure-class.js';
import {
  accepted,
  planOf,
  push,
  rejected,
  silent,
  smsA,
  smsB,
  tried,
  undelivered,
  unknown,
} from './subjects.js';

const plan = planOf([smsA, smsB, push]);
const delivered = accepted(smsA, { settlement: 'delivered' });
const others = [
  ...failureClasses.map((failure) => rejected(push, failure, { retryAt: 10 })),
  ...failureClasses.map((failure) => undelivered(push, failure)),
  accepted(push),
  silent(push),
  unknown(push),
  unknown(push, { asked: 3 }),
  unknown(push, { neverReceived: true }),
  tried(push, 'intended'),
].map(
  (attempt) => [attempt.settlement ?? attempt.outcome, attempt.failure ?? 'no failure', attempt] as const,
);

test.each(others)('delivered wins over a later attempt that is %s (%s)', (_state, _failure, other) => {
  expect(nextStep(plan, [delivered, other], 0)).toEqual({ step: 'delivered' });
});

test.each(others)('delivered wins over an earlier attempt that is %s (%s)', (_state, _failure, other) => {
  expect(nextStep(plan, [other, delivered], 0)).toEqual({ step: 'delivered' });
});

test('delivered wins though the contact was corrected and copies are not allowed', () => {
  expect(nextStep(planOf([], false), [silent(push), delivered], 0).step).toBe('delivered');
});
