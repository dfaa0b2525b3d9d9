import { minutesOf } from '../../../bench/hold/minutes.js';
import type { Seen } from '../../../bench/hold/minutes.js';

const seen = (at: number, usedMs: number): Seen => ({
  at,
  underWay: at / 60_000,
  usedMs: { worker: usedMs },
  residentBytes: { worker: usedMs * 2 },
});

test('a notice counts as told when it was heard of, and its lag with the minute it was due in', () => {
  const fed = [
    {
      applicationId: 'A',
      dueAt: 59_000,
      reportedAt: [59_100, 61_000, 62_000],
      deliveredAt: [61_000, 62_000, 119_000],
    },
  ];
  const [first, second, ...others] = minutesOf([seen(0, 0), seen(60_000, 50), seen(120_000, 80)], fed);
  expect(others).toEqual([]);
  // Due by the plan, not by when the loan system came to it.
  expect(first).toMatchObject({ told: 0, lagMs: { p50: 2_000, max: 2_000 }, underWay: 1 });
  expect(second).toMatchObject({ told: 3, lagMs: { p50: 1_000, max: 57_000 }, cpuMs: { worker: 30 } });
  expect(second?.residentBytes).toEqual({ worker: 160 });
});
