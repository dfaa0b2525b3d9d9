import fc from 'fast-check';
import { median, ratioOf } from '../../../bench/figures/ratio.js';

test('the median of an even number of values lies between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([9, 1, 5])).toBe(5);
});

test('a ratio is that of the pairs, not that of the sums', () => {
  expect(
    ratioOf(
      [
        [2, 1],
        [20, 10],
        [3, 300],
      ],
      1,
    ).median,
  ).toBe(2);
});

test('pairs that all say the same leave no doubt', () => {
  expect(
    ratioOf(
      Array.from({ length: 5 }, () => [3, 4] as const),
      7,
    ),
  ).toEqual({
    median: 0.75,
    low: 0.75,
    high: 0.75,
    pairs: 5,
  });
});

test('the median lies in its interval, that among the ratios, and the same seed says the same', () => {
  const positive = fc.double({ min: 0.1, max: 100, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(positive, positive), { minLength: 1, maxLength: 9 }),
      fc.nat(1_000_000),
      (pairs, seed) => {
        const ratio = ratioOf(pairs, seed);
        const all = pairs.map(([one, other]) => one / other);
        expect(ratio.low).toBeLessThanOrEqual(ratio.median);
        expect(ratio.high).toBeGreaterThanOrEqual(ratio.median);
        expect(ratio.low).toBeGreaterThanOrEqual(Math.min(...all));
        expect(ratio.high).toBeLessThanOrEqual(Math.max(...all));
        expect(ratioOf(pairs, seed)).toEqual(ratio);
      },
    ),
    { numRuns: 20 },
  );
});
