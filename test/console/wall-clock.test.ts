/** Instants as people write them on the bank's wall, wherever their browser is. */
import { instantFrom, wallOf } from '../../console/frame/wall-clock.js';

test('what is written on the wall is the instant at which that wall shows it', () => {
  expect(instantFrom('2026-11-30T16:20', 'Asia/Shanghai')).toBe('2026-11-30T08:20:00.000Z');
  expect(instantFrom('2026-11-30T16:20:35', 'Asia/Shanghai')).toBe('2026-11-30T08:20:35.000Z');
  expect(wallOf(Date.parse('2026-11-30T08:20:35.900Z'), 'Asia/Shanghai')).toBe('2026-11-30T16:20:35');
});

test('a zone whose clocks change is asked at the instant itself', () => {
  for (const wall of [
    '2026-03-29T03:30:00',
    '2026-03-29T01:30:00',
    '2026-10-25T04:00:00',
    '2026-07-01T00:00:00',
  ])
    expect(wallOf(Date.parse(instantFrom(wall, 'Europe/Berlin') ?? ''), 'Europe/Berlin')).toBe(wall);
});

test.each(['', 'soon', '2026-13-01T00:00'])('%j is no instant', (wall) => {
  expect(instantFrom(wall, 'Asia/Shanghai')).toBeUndefined();
});
