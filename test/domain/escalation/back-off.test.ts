import { nextStep } from '../../../domain/escalation/next-step.js';
import {
  correctedSmsA,
  inWords,
  planOf,
  receiptDeadlineMs,
  rejected,
  smsA,
  smsB,
  undelivered,
} from './subjects.js';

const limited = (at: number, retryAt: number) => rejected(smsA, 'rate-limited', { at, retryAt });
const plan = planOf([smsA, smsB]);

test('a provider at its limit is waited for, and asked again at the instant it named', () => {
  const attempts = [limited(0, 2_000)];
  expect(inWords(nextStep(plan, attempts, 0))).toBe('back-off until 2000');
  expect(inWords(nextStep(plan, attempts, 1_999))).toBe('back-off until 2000');
  expect(inWords(nextStep(plan, attempts, 2_000))).toBe('send sms/a mobile@1 retry');
  expect(inWords(nextStep(plan, attempts, 90_000))).toBe('send sms/a mobile@1 retry');
});

test('a back-off that ends with the deadline is taken, one that ends after it is not', () => {
  expect(inWords(nextStep(plan, [limited(0, receiptDeadlineMs)], 0))).toBe('back-off until 60000');
  expect(inWords(nextStep(plan, [limited(0, receiptDeadlineMs + 1)], 0))).toBe(
    'send sms/b mobile@1 failover',
  );
});

test('the deadline counts from the first try, not from the last one', () => {
  const attempts = [limited(0, 1_000), limited(50_000, 61_000)];
  expect(inWords(nextStep(plan, attempts, 50_000))).toBe('send sms/b mobile@1 failover');
});

test('a route is tried four times in all, then the next provider is used', () => {
  const tries = [limited(0, 100), limited(100, 200), limited(200, 300), limited(300, 400)];
  expect(inWords(nextStep(plan, tries.slice(0, 3), 250))).toBe('back-off until 300');
  expect(inWords(nextStep(plan, tries, 350))).toBe('send sms/b mobile@1 failover');
});

test('with no other route a provider at its limit for too long leads to a person', () => {
  expect(inWords(nextStep(planOf([smsA]), [limited(0, receiptDeadlineMs + 1)], 0))).toBe(
    'staff rate-limited',
  );
});

test('tries of another route do not count against this one', () => {
  const others = [1, 2, 3, 4].map(() => rejected(smsB, 'rate-limited', { retryAt: 1 }));
  expect(inWords(nextStep(plan, [...others, limited(5, 10)], 5))).toBe('back-off until 10');
});

test('a contact corrected during a back-off is used at once', () => {
  expect(inWords(nextStep(planOf([correctedSmsA]), [limited(0, 2_000)], 0))).toBe(
    'send sms/a mobile@2 failover',
  );
});

test('a limit told by a receipt allows no second try: the message had been taken', () => {
  const taken = undelivered(smsA, 'rate-limited', { retryAt: 2_000 });
  expect(inWords(nextStep(plan, [taken], 3_000))).toBe('send sms/b mobile@1 failover');
});

test('a number found wrong during a back-off is not tried again', () => {
  const attempts = [
    undelivered(smsB, 'wrong-number'), // its receipt came late, after the copy by sms/a had begun
    limited(10, 2_000),
  ];
  expect(inWords(nextStep(plan, attempts, 20))).toBe('staff rate-limited');
  expect(inWords(nextStep(plan, attempts, 2_000))).toBe('staff rate-limited');
});
