import fc from 'fast-check';
import { isCalm, isHard, sumOf, verdictOf, wilson } from '../../../domain/health/share.js';

const fifteen = { share: 0.15, minSample: 10 };

test.each([
  // Newcombe (1998), table I: the score interval without continuity correction, at 95 %.
  [{ sample: 263, bad: 81 }, 0.2553, 0.3662],
  [{ sample: 148, bad: 15 }, 0.0624, 0.1605],
  [{ sample: 20, bad: 0 }, 0, 0.1611],
  [{ sample: 29, bad: 1 }, 0.0061, 0.1718],
])('the interval of %j is the published one', (share, low, high) => {
  const found = wilson(share, 1.959964);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

test('nothing is known of no sample', () => {
  expect(wilson({ sample: 0, bad: 0 }, 1.96)).toEqual({ low: 0, high: 1 });
  expect(verdictOf({ sample: 0, bad: 0 }, { share: 0.15, minSample: 0 })).toBe('unsure');
});

test('an interval lies between 0 and 1, holds the share, and narrows with the sample', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (sample, part) => {
        const bad = Math.round(part * sample);
        const { low, high } = wilson({ sample, bad }, 3);
        const wide = high - low;
        const ten = wilson({ sample: sample * 10, bad: bad * 10 }, 3);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(bad / sample);
        expect(high).toBeGreaterThanOrEqual(bad / sample);
        expect(ten.high - ten.low).toBeLessThan(wide);
      },
    ),
  );
});

test('two failures of three calls say nothing, twenty of twenty do', () => {
  expect(verdictOf({ sample: 3, bad: 2 }, fifteen)).toBe('unsure');
  expect(verdictOf({ sample: 20, bad: 20 }, fifteen)).toBe('sick');
  expect(verdictOf({ sample: 100, bad: 3 }, fifteen)).toBe('well');
  expect(verdictOf({ sample: 100, bad: 16 }, fifteen)).toBe('unsure');
});

test('beyond half it is no matter of degree, and no bad one at all is calm', () => {
  expect(isHard({ sample: 20, bad: 19 })).toBe(true);
  expect(isHard({ sample: 20, bad: 12 })).toBe(false);
  expect(isCalm({ sample: 0, bad: 0 }, fifteen)).toBe(true);
  expect(isCalm({ sample: 2, bad: 0 }, fifteen)).toBe(true);
  expect(isCalm({ sample: 4, bad: 1 }, fifteen)).toBe(false);
});

test('shares add up', () => {
  expect(
    sumOf([
      { sample: 3, bad: 1 },
      { sample: 4, bad: 0 },
    ]),
  ).toEqual({ sample: 7, bad: 1 });
  expect(sumOf([])).toEqual({ sample: 0, bad: 0 });
});
