import { commitsOfSend, filling, noCommits, spreadCommits } from '../../../bench/ladder/bare/shapes.js';

test.each([8, 13, 17, 23, 24])('%i commits an application are made, however they divide', (each) => {
  const commits = spreadCommits(each);
  const sends = [1, 2, 3].map((nth) => commitsOfSend(commits, nth));
  expect(4 * commits.report + 4 * commits.take + sends.reduce((sum, one) => sum + one, 0)).toBe(each);
});

test('without a ledger nothing is committed', () => {
  expect([1, 2, 3].map((nth) => commitsOfSend(noCommits, nth))).toEqual([0, 0, 0]);
});

test('a filling is as long as asked for, and the same each time', () => {
  expect(filling(720)).toHaveLength(720);
  expect(filling(720)).toBe(filling(720));
  expect(new Set(filling(720)).size).toBeGreaterThan(20);
});
