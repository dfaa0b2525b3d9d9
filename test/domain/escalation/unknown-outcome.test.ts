import type { AttemptFact } from '../../../domain/attempt/attempt.js';
import { mostAsked, nextStep } from '../../../domain/escalation/next-step.js';
import {
  accepted,
  correctedSmsA,
  inWords,
  planOf,
  push,
  rejected,
  smsA,
  smsB,
  tried,
  undelivered,
  unknown,
} from './subjects.js';

const plan = planOf([smsA, smsB, push]);
const next = (...attempts: AttemptFact[]): string => inWords(nextStep(plan, attempts, 500_000));

test('the provider is asked three times, each wait twice the one before', () => {
  expect(mostAsked).toBe(3);
  expect(next(unknown(smsA, { at: 1_000 }))).toBe('reconcile from 11000');
  expect(next(unknown(smsA, { at: 1_000, asked: 1 }))).toBe('reconcile from 21000');
  expect(next(unknown(smsA, { at: 1_000, asked: 2 }))).toBe('reconcile from 41000');
  expect(next(unknown(smsA, { at: 1_000, asked: 3 }))).toBe('send push/p token@1 copy');
});

test('an intent without an answer is an unknown outcome', () => {
  expect(next(tried(smsA, 'intended'))).toBe('reconcile from 10000');
  expect(next(tried(smsA, 'intended', { asked: 3 }))).toBe('send push/p token@1 copy');
});

test('an intent nobody can tell of forbids its channel, like any call of unknown outcome', () => {
  const attempts = [tried(smsA, 'intended', { asked: 3 })];
  expect(inWords(nextStep(planOf([smsA, smsB]), attempts, 0))).toBe('staff unknown-outcome');
});

test('a failure without a class is handed over as unknown, never as something it was not said to be', () => {
  const attempts = [tried(smsA, 'accepted', { settlement: 'undelivered' })];
  expect(inWords(nextStep(planOf([smsA]), attempts, 0))).toBe('staff unknown-outcome');
});

test('asking names the attempt asked about', () => {
  const attempt = unknown(smsB);
  expect(nextStep(plan, [rejected(smsA, 'provider-down'), attempt], 0)).toEqual({
    step: 'reconcile',
    attemptId: attempt.attemptId,
    notBefore: 10_000,
  });
});

test('a provider is left its time to settle also when the contact was corrected meanwhile', () => {
  expect(inWords(nextStep(planOf([correctedSmsA]), [unknown(smsA)], 0))).toBe('reconcile from 10000');
});

test('only the answer that it was never received allows the same route again', () => {
  expect(next(unknown(smsA, { neverReceived: true }))).toBe('send sms/a mobile@1 retry');
  expect(next(unknown(smsA, { neverReceived: true, asked: 2 }))).toBe('send sms/a mobile@1 retry');
  expect(next(unknown(smsA, { neverReceived: false, asked: 3 }))).toBe('send push/p token@1 copy');
});

test('a provider that never receives anything is given up after four tries', () => {
  const lost = unknown(smsA, { neverReceived: true });
  expect(next(lost, lost, lost)).toBe('send sms/a mobile@1 retry');
  expect(next(lost, lost, lost, lost)).toBe('send sms/b mobile@1 failover');
});

test('what was never received cannot arrive, so nothing after it is a copy', () => {
  const lost = unknown(smsA, { neverReceived: true });
  expect(next(lost, rejected(smsA, 'provider-down'))).toBe('send sms/b mobile@1 failover');
});

test('a contact corrected after a call never received is used as the next route', () => {
  expect(inWords(nextStep(planOf([correctedSmsA]), [unknown(smsA, { neverReceived: true })], 0))).toBe(
    'send sms/a mobile@2 failover',
  );
});

test('an outcome that came to light as accepted is awaited like any other', () => {
  const found = accepted(smsA, { receiptDeadline: 560_000, asked: 2 });
  expect(next(found)).toBe('await until 560000');
});

test('a receipt for a call of unknown outcome settles it without a question', () => {
  expect(next(unknown(smsA, { settlement: 'undelivered', failure: 'wrong-number' }))).toBe(
    'send push/p token@1 failover',
  );
});

test('an earlier call that was never received, and then proves to have been, forbids its route', () => {
  const proved = undelivered(smsA, 'provider-down');
  expect(next(proved, unknown(smsA, { neverReceived: true }))).toBe('send sms/b mobile@1 failover');
});

test('a number found wrong while the provider was asked is not used again', () => {
  const found = undelivered(smsA, 'wrong-number');
  expect(next(found, unknown(smsB, { neverReceived: true }))).toBe('send push/p token@1 failover');
});

test('a channel found blocked while the provider was asked is not used again', () => {
  const found = undelivered(smsA, 'blocked');
  expect(next(found, unknown(smsB, { neverReceived: true }))).toBe('send push/p token@1 failover');
});
