import { grows, slopeOf } from '../../../bench/figures/slope.js';

test('what grows steadily grows by its step, and one bad minute does not move it', () => {
  const slope = slopeOf([0, 10, 20, 30, 400, 50, 60, 70, 80, 90], 3);
  expect(slope.each).toBe(10);
  expect(grows(slope)).toBe(true);
});

test('what goes up and down, or down, does not grow', () => {
  expect(grows(slopeOf([40, 43, 39, 42, 40, 44, 38, 42, 41, 40], 3))).toBe(false);
  expect(grows(slopeOf([9, 8, 7, 6, 5, 4], 3))).toBe(false);
  expect(grows(slopeOf([5, 5, 5, 5], 3))).toBe(false);
});

test('the same figures and seed say the same, and one figure says nothing', () => {
  const figures = [3, 1, 4, 1, 5, 9, 2, 6];
  expect(slopeOf(figures, 7)).toEqual(slopeOf(figures, 7));
  expect(slopeOf([3], 7)).toEqual({ each: NaN, low: NaN, high: NaN });
});
