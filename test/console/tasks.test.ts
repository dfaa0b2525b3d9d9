/** What the pages about tasks work out by themselves: how one stands, how long there is, what was typed, when to call. */
import { callTimes } from '../../console/task/call-again.js';
import { correctionOf, emptyDraft } from '../../console/task/draft.js';
import { remainingOf, standingOf } from '../../console/task/standing.js';
import { wordsOf } from '../../console/words/words.js';

const now = Date.parse('2026-11-29T07:00:00Z');
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const until = (ms: number) => new Date(now + ms).toISOString();

test('a task is mine in whatever case my account is written, and nobody’s once its time ran out', () => {
  const claimed = (by: string, ms: number) =>
    standingOf({ state: 'open', claim: { by, at: until(-1), until: until(ms) } }, 'li.na', now).kind;
  expect(claimed('LI.NA', minuteMs)).toBe('mine');
  expect(claimed('wang.wei', minuteMs)).toBe('theirs');
  expect(claimed('li.na', 0)).toBe('free');
  expect(standingOf({ state: 'open' }, 'li.na', now).kind).toBe('free');
  expect(standingOf({ state: 'closed' }, 'li.na', now).kind).toBe('over');
});

test.each([
  [30_000, '还剩 不到 1 分钟', 'less than a minute left'],
  [59 * minuteMs, '还剩 59 分钟', '59 min left'],
  [hourMs, '还剩 1 小时', '1 hour left'],
  [3 * hourMs + 20 * minuteMs, '还剩 3 小时 20 分钟', '3 hours 20 min left'],
  [50 * hourMs, '还剩 2 天 2 小时', '2 days 2 hours left'],
  [-90 * minuteMs, '已超时 1 小时 30 分钟', '1 hour 30 min overdue'],
])('%d ms from now is %s', (ms, zh, en) => {
  expect(remainingOf(until(ms), now, wordsOf.zh)).toBe(zh);
  expect(remainingOf(until(ms), now, wordsOf.en)).toBe(en);
});

test('only what is filled in is corrected, as it is written elsewhere, and what cannot be right is named', () => {
  const typed = (of: Partial<typeof emptyDraft>) => correctionOf({ ...emptyDraft, ...of });
  expect(typed({ mobile: ' ' })).toEqual({ kind: 'nothing' });
  expect(typed({ mobile: '138 0000-1234', email: ' a@b.cn ' })).toEqual({
    kind: 'given',
    given: { mobile: '13800001234', email: 'a@b.cn' },
  });
  expect(typed({ mobile: '1380000', email: 'a@b', landline: '021-12345678' })).toEqual({
    kind: 'faulty',
    faulty: ['mobile', 'email'],
  });
});

test('a call is put off to a quarter of an hour by day, within a week, in the bank’s zone', () => {
  const times = callTimes(now, 'Asia/Shanghai');
  expect(times[0]).toEqual({ at: '2026-11-29T07:15:00.000Z', day: '2026-11-29', time: '15:15' });
  expect(times.every(({ time }) => time >= '09:00' && time <= '20:00')).toBe(true);
  expect(times.filter(({ day }) => day === '2026-11-30')).toHaveLength(45);
  expect(Date.parse(times.at(-1)?.at ?? '')).toBeLessThan(now + 7 * 24 * hourMs);
  // At night the next one is the morning’s.
  expect(callTimes(Date.parse('2026-11-29T15:00:00Z'), 'Asia/Shanghai')[0]?.time).toBe('09:00');
  // Where clocks are set back, an hour that comes twice is offered twice, and told apart by its instant.
  const back = callTimes(Date.parse('2026-10-24T12:00:00Z'), 'Europe/Berlin').map(({ at }) => at);
  expect(new Set(back).size).toBe(back.length);
});
