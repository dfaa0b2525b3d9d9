import fc from 'fast-check';
import { mostInAnySecond } from '../../../bench/surge/sliding-second.js';

test('a second is judged wherever it begins, and its end is no longer part of it', () => {
  expect(mostInAnySecond([])).toBe(0);
  expect(mostInAnySecond([0, 999, 1_000])).toBe(2);
  // Two in each whole second of the clock, and four around its turn.
  expect(mostInAnySecond([800, 900, 1_000, 1_100, 2_800, 2_900])).toBe(4);
});

test('it is what counting from every instant comes to', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5_000 })), (instants) => {
      const counted = instants.map((from) => instants.filter((at) => at >= from && at < from + 1_000).length);
      expect(mostInAnySecond(instants)).toBe(Math.max(0, ...counted));
    }),
  );
});
