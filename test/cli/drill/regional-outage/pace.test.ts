import { drillPace, lostMessageShare } from '../../../../cli/drill/regional-outage/pace.js';

const minuteMs = 60_000;
const noon = Date.parse('2026-06-01T12:00:00+08:00');
/** A minute, in steps that are no divisor of it. */
const starts = Array.from({ length: 52 }, (_, nth) => noon + nth * 1_171);

test.each([250, 300, 500, 1_000, 2_000, 20_000])(
  'a minute ends while the province is lost, whenever it begins, with %i applications',
  (applications) => {
    for (const earliest of starts) {
      const { startsAt, lastsMs, lostFrom, lostUntil } = drillPace(applications, earliest);
      expect(startsAt).toBeGreaterThanOrEqual(earliest);
      expect(lostFrom).toBe(startsAt + lastsMs * 0.25);
      expect(lostUntil).toBe(startsAt + lastsMs * 0.7);
      const perMs = (applications * lostMessageShare) / lastsMs;
      const end = Math.floor((lostUntil - 3_500) / minuteMs) * minuteMs;
      expect((end - lostFrom) * perMs).toBeGreaterThanOrEqual(
        Math.min(13.9, applications * lostMessageShare * 0.299),
      );
    }
  },
);

test('a feed of a few hundred is over within a minute and a half, and one of two thousand begins within that minute', () => {
  for (const earliest of starts) {
    const small = drillPace(300, earliest);
    expect(small.startsAt + small.lastsMs - earliest).toBeLessThan(95_000);
    expect(drillPace(2_000, earliest).startsAt - earliest).toBeLessThan(minuteMs);
  }
});
