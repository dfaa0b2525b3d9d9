import { giveUpAfterMs, nextTry, pauseOf, retryAfterMsOf } from '../../../domain/webhook/retry.js';

const queuedAt = Date.parse('2026-11-02T02:00:00Z');
const hourMs = 3_600_000;
const middle = 0.5;

test('the pauses grow from five seconds to six hours, and end after three days', () => {
  const waitsS: number[] = [];
  let now = queuedAt;
  for (let attempts = 1; ; attempts += 1) {
    const next = nextTry({ attempts, queuedAt, now }, middle);
    if (next === 'give-up') break;
    waitsS.push((next - now) / 1_000);
    now = next;
  }
  expect(waitsS.slice(0, 9)).toEqual([5, 15, 45, 135, 405, 1_215, 3_645, 10_935, 21_600]);
  expect(Math.max(...waitsS)).toBe(21_600);
  expect(now - queuedAt).toBe(giveUpAfterMs);
  expect(waitsS.length).toBeLessThan(25);
});

test.each([
  ['at its shortest', 0, 4_000],
  ['in the middle', 0.5, 5_000],
  ['at its longest', 1, 6_000],
])('the first pause, spread by a fifth, %s', (_what, chance, waitMs) => {
  expect(nextTry({ attempts: 1, queuedAt, now: queuedAt }, chance)).toBe(queuedAt + waitMs);
});

test.each([
  ['longer than the pause is kept to', 60_000, 60_000],
  ['shorter than the pause is not', 1_000, 5_000],
  ['longer than six hours is not believed', 1_000 * hourMs, 6 * hourMs],
])('a Retry-After %s', (_what, retryAfterMs, waitMs) => {
  expect(nextTry({ attempts: 1, queuedAt, now: queuedAt, retryAfterMs }, middle)).toBe(queuedAt + waitMs);
});

test('the last try is made when the three days are over, whatever the endpoint asks for', () => {
  const now = queuedAt + giveUpAfterMs - 1_000;
  const last = queuedAt + giveUpAfterMs;
  expect(nextTry({ attempts: 15, queuedAt, now, retryAfterMs: hourMs }, middle)).toBe(last);
  expect(nextTry({ attempts: 16, queuedAt, now: last }, middle)).toBe('give-up');
});

test('what was not tried for longer than that is given up at its first try, not before', () => {
  expect(nextTry({ attempts: 1, queuedAt, now: queuedAt + 100 * hourMs }, middle)).toBe('give-up');
});

test.each([
  [1, undefined],
  [2, undefined],
  [3, 5_000],
  [4, 10_000],
  [5, 20_000],
  [9, 300_000],
  [10_000, 300_000],
])('an endpoint that failed %s times in a row is left in peace for %s ms', (failures, pauseMs) => {
  const until = pauseOf({ failures, now: queuedAt }, middle);
  expect(until).toBe(pauseMs === undefined ? undefined : queuedAt + pauseMs);
});

test.each([
  [1, 60_000, 60_000],
  [5, 1_000, 20_000],
  [5, 3_600_000, 3_600_000],
  [1, 10 ** 12, 6 * hourMs],
])(
  'after %s failures and asked for %s ms it is left in peace for %s ms',
  (failures, retryAfterMs, pauseMs) => {
    expect(pauseOf({ failures, now: queuedAt, retryAfterMs }, middle)).toBe(queuedAt + pauseMs);
  },
);

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Mon, 02 Nov 2026 02:01:00 GMT', 60_000],
  ['Mon, 02 Nov 2026 01:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  ['2026', 2_026_000],
  ['2030-01-01', undefined],
  ['99999999999999999999', undefined],
  [undefined, undefined],
])('Retry-After: %s means %s ms', (header, ms) => {
  expect(retryAfterMsOf(header, queuedAt)).toBe(ms);
});
