import { systemClock } from '../../../runtime/clock/clock.js';

test('the system clock tells epoch milliseconds', () => {
  const before = Date.now();
  const now = systemClock.now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});
