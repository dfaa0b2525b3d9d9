import type { AttemptFact, Outcome } from '../../../domain/attempt/attempt.js';
import { outcomes, possiblyAccepted } from '../../../domain/attempt/attempt.js';
import { channelOf, channels, isRoute, storyTaskQueue, taskQueueOf } from '../../../domain/attempt/route.js';
import { attemptIdOf } from '../../../domain/ids/ids.js';

const attempt = (outcome: Outcome, more: Partial<AttemptFact> = {}): AttemptFact => ({
  attemptId: attemptIdOf('a'),
  route: 'sms/a',
  contact: 'mobile@1',
  purpose: 'first',
  outcome,
  at: 0,
  ...more,
});

test('whatever is not known to have been refused or never received may have been taken', () => {
  const expected: Record<Outcome, boolean> = {
    intended: true,
    accepted: true,
    rejected: false,
    unknown: true,
  };
  for (const outcome of outcomes) expect(possiblyAccepted(attempt(outcome))).toBe(expected[outcome]);
  expect(possiblyAccepted(attempt('unknown', { neverReceived: false }))).toBe(true);
  expect(possiblyAccepted(attempt('unknown', { neverReceived: true }))).toBe(false);
});

test('the word that it was never received counts for nothing once it was taken', () => {
  expect(possiblyAccepted(attempt('accepted', { neverReceived: true }))).toBe(true);
});

test.each(['sms/aliyun', 'sms/aliyun-b', 'push/fcm', 'email/smtp', 'voice/t2'])('%s is a route', (text) => {
  expect(isRoute(text)).toBe(true);
  expect(channels).toContain(isRoute(text) ? channelOf(text) : undefined);
});

test.each([
  '',
  'sms',
  'sms/',
  'fax/a',
  'sms/Aliyun',
  'sms/a/b',
  'sms/-a',
  'sms/a b',
  ' sms/a',
  'sms/a\n',
  `sms/${'a'.repeat(32)}`,
])('%j is no route', (text) => {
  expect(isRoute(text)).toBe(false);
});

test('each route has a task queue of its own, and the story another', () => {
  const queues = [taskQueueOf('sms/a'), taskQueueOf('sms/b'), taskQueueOf('voice/a'), storyTaskQueue];
  expect(new Set(queues).size).toBe(queues.length);
});
