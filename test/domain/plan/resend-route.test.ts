import type { AttemptFact } from '../../../domain/attempt/attempt.js';
import type { Route } from '../../../domain/attempt/route.js';
import type { FailureClass } from '../../../domain/failure/failure-class.js';
import { attemptIdOf } from '../../../domain/ids/ids.js';
import type { PlannedRoute } from '../../../domain/plan/plan.js';
import { resendRoute } from '../../../domain/plan/resend-route.js';

const planned = (route: Route, contact = 'mobile@1'): PlannedRoute => ({
  route,
  contact,
  callTimeoutMs: 1,
  lingerMs: 1,
  receiptDeadlineMs: 1,
  receiptHorizonMs: 1,
  settlingDelayMs: 1,
});
const used = (route: Route, failure?: FailureClass, contact = 'mobile@1'): AttemptFact => ({
  attemptId: attemptIdOf('a'),
  route,
  contact,
  purpose: 'first',
  outcome: failure === undefined ? 'accepted' : 'rejected',
  at: 0,
  ...(failure === undefined ? {} : { failure }),
});
const [a, b, mail] = [planned('sms/a'), planned('sms/b'), planned('email/m', 'email@1')];

test.each([
  ['the first, where none was used', [a, b], [], a],
  ['one not used yet', [a, b], [used('sms/a')], b],
  ['one that did not fail, where all were used', [a, b], [used('sms/a', 'provider-down'), used('sms/b')], b],
  ['another channel, where this one met its end', [a, b, mail], [used('sms/a', 'blocked')], mail],
  ['the first again, where everything failed', [a, b], [used('sms/a', 'blocked')], a],
  ['another contact, where this one is nobody’s', [a, b, mail], [used('sms/a', 'wrong-number')], mail],
  ['none, where every contact is nobody’s', [a, b], [used('sms/a', 'wrong-number')], undefined],
  ['none, where the plan has none', [], [used('sms/a')], undefined],
  ['the first for a corrected contact', [planned('sms/a', 'mobile@2')], [used('sms/a', 'wrong-number')], 0],
])('a resend goes by %s', (_which, routes, attempts, expected) => {
  expect(resendRoute(routes, attempts)).toBe(expected === 0 ? routes[0] : expected);
});
