import { nextStep } from '../../../domain/escalation/next-step.js';
import {
  accepted,
  correctedSmsA,
  email,
  inWords,
  planOf,
  push,
  receiptDeadlineMs,
  rejected,
  silent,
  smsA,
  smsB,
  tried,
  undelivered,
  unknown,
  voice,
} from './subjects.js';

test('an accepted message is waited for until its deadline, and at the deadline it is silence', () => {
  const attempts = [accepted(smsA)];
  const at = (now: number) => inWords(nextStep(planOf([smsA, push]), attempts, now));
  expect(at(0)).toBe('await until 60000');
  expect(at(receiptDeadlineMs - 1)).toBe('await until 60000');
  expect(at(receiptDeadlineMs)).toBe('declare-silence');
  expect(at(receiptDeadlineMs + 1)).toBe('declare-silence');
});

test('an accepted message without a deadline is not waited for without end', () => {
  expect(inWords(nextStep(planOf([smsA]), [tried(smsA, 'accepted')], 0))).toBe('declare-silence');
});

describe('where copies are allowed, silence', () => {
  test('leads to a copy by another channel, though another provider of the same one is before it', () => {
    expect(inWords(nextStep(planOf([smsA, smsB, push]), [silent(smsA)], 0))).toBe('send push/p token@1 copy');
  });

  test('leads to another provider of the same channel where there is no other', () => {
    expect(inWords(nextStep(planOf([smsA, smsB]), [silent(smsA)], 0))).toBe('send sms/b mobile@1 copy');
  });

  test('never leads to the same route again', () => {
    expect(inWords(nextStep(planOf([smsA]), [silent(smsA)], 0))).toBe('staff silence');
  });

  test('on every route ends with a person', () => {
    const attempts = [silent(smsA), silent(push), silent(smsB)];
    expect(inWords(nextStep(planOf([smsA, smsB, push]), attempts, 0))).toBe('staff silence');
  });

  test('of two channels leads to the third before the first one again', () => {
    const plan = planOf([smsA, smsB, push, email]);
    expect(inWords(nextStep(plan, [silent(smsA), silent(push)], 0))).toBe('send email/e email@1 copy');
  });
});

describe('where copies are not allowed, silence', () => {
  const routes = [smsA, smsB, push, voice];

  test('leads to a person', () => {
    expect(inWords(nextStep(planOf(routes, false), [silent(smsA)], 0))).toBe('staff silence');
  });

  test('of a provider that cannot tell what became of a call is silence too', () => {
    expect(inWords(nextStep(planOf(routes, false), [unknown(smsA, { asked: 3 })], 0))).toBe(
      'staff unknown-outcome',
    );
  });

  test('still lets a known failure go on to the next route', () => {
    expect(inWords(nextStep(planOf(routes, false), [undelivered(smsA, 'unreachable')], 0))).toBe(
      'send push/p token@1 failover',
    );
  });

  test('does not keep a corrected contact from being used', () => {
    expect(inWords(nextStep(planOf([correctedSmsA], false), [silent(smsA)], 0))).toBe(
      'send sms/a mobile@2 copy',
    );
  });
});

test('a corrected contact starts the routes again from the first', () => {
  expect(inWords(nextStep(planOf([correctedSmsA, push]), [silent(smsA)], 0))).toBe(
    'send sms/a mobile@2 copy',
  );
});

test('what follows a failed copy is a copy as well: the silent message may have arrived', () => {
  const attempts = [silent(smsA), rejected(push, 'provider-down')];
  expect(inWords(nextStep(planOf([smsA, push, email]), attempts, 0))).toBe('send email/e email@1 copy');
});

test('what follows a silent message that turned out undelivered is no copy', () => {
  const attempts = [undelivered(smsA, 'unreachable'), rejected(push, 'provider-down')];
  expect(inWords(nextStep(planOf([smsA, push, email]), attempts, 0))).toBe('send email/e email@1 failover');
});
