import {
  checkCodeRowOf,
  checkRequestCodes,
  checkResultCodes,
} from '../../../domain/provider/aliyun/check-codes.js';
import {
  checkAnswers,
  checkKinds,
  isDue,
  stateBy,
  uncheckedReasons,
} from '../../../domain/verification/verification.js';
import type { UncheckedBecause, Verification } from '../../../domain/verification/verification.js';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const last = (changed: Partial<Verification>): Verification => ({
  kind: 'number-status',
  answer: 'good',
  checkedAt: 0,
  ...changed,
});

describe('a check is made again', () => {
  test('where none was made', () => expect(isDue(undefined, 0, dayMs)).toBe(true));

  test.each(['good', 'off', 'mismatch', 'not-in-service'] as const)('when an answer %s is old', (answer) => {
    expect(isDue(last({ answer }), dayMs - 1, dayMs)).toBe(false);
    expect(isDue(last({ answer }), dayMs, dayMs)).toBe(true);
  });

  const soon: readonly UncheckedBecause[] = [
    'not-known-now',
    'no-answer',
    'provider-down',
    'rate-limited',
    'misconfigured',
    'unlisted-code',
  ];
  test.each(soon)('ten minutes after %s, or sooner where the age is shorter', (because) => {
    const undone = last({ answer: 'unchecked', because });
    expect(isDue(undone, 10 * minuteMs - 1, dayMs)).toBe(false);
    expect(isDue(undone, 10 * minuteMs, dayMs)).toBe(true);
    expect(isDue(undone, minuteMs, minuteMs)).toBe(true);
  });

  test.each(['no-consent', 'no-identity-number'] as const)('as soon as there is no %s any more', (because) =>
    expect(isDue(last({ answer: 'unchecked', because }), 0, dayMs)).toBe(true),
  );

  test.each(['not-covered', 'no-record'] as const)(
    'at the usual age where the provider said %s',
    (because) => {
      expect(isDue(last({ answer: 'unchecked', because }), dayMs - 1, dayMs)).toBe(false);
      expect(isDue(last({ answer: 'unchecked', because }), dayMs, dayMs)).toBe(true);
    },
  );
});

test('only another person’s number and nobody’s number are blocked; one that is off is not wrong', () => {
  expect(Object.fromEntries(checkAnswers.map((answer) => [answer, stateBy(answer)]))).toEqual({
    good: 'good',
    'not-in-service': 'not-in-service',
    off: 'good',
    mismatch: 'not-this-person',
    unchecked: undefined,
  });
});

describe('the table of Aliyun’s codes', () => {
  const rows = [...checkKinds.flatMap((kind) => checkResultCodes[kind]), ...checkRequestCodes];

  test('has a row a code, with words in both languages and its source', () => {
    for (const kind of checkKinds) {
      const codes = [...checkResultCodes[kind], ...checkRequestCodes].map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
    }
    for (const { zh, en, doc } of rows) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[a-z]/);
      expect(doc).toMatch(/^https:\/\/help\.aliyun\.com\//);
    }
  });

  test('refuses with nothing but reasons for no answer', () => {
    for (const { meaning } of checkRequestCodes) expect(uncheckedReasons).toContain(meaning);
  });

  test('speaks of the codes all of the provider’s products share, too', () => {
    expect(checkCodeRowOf('real-name', 'Throttling.User')).toMatchObject({ meaning: 'rate-limited' });
    expect(checkCodeRowOf('real-name', '0')).toMatchObject({ meaning: 'mismatch' });
    expect(checkCodeRowOf('number-status', '0')).toBeUndefined();
    expect(checkCodeRowOf('number-status', 'isv.MOBILE_NUMBER_ILLEGAL')).toBeUndefined();
  });
});
