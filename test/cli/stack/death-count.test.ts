import { DeathCount } from '../../../cli/stack/death-count.js';

describe('a part that dies', () => {
  test('is started again after pauses that grow from 0.2 s to 5 s, and given up at the ninth death in a minute', () => {
    const deaths = new DeathCount();
    const verdicts = Array.from({ length: 9 }, (_, nth) =>
      deaths.add({ wasReady: true, livedMs: 10 }, nth * 1_000),
    );
    expect(
      verdicts.slice(0, 8).map((verdict) => (verdict.kind === 'start-again' ? verdict.pauseMs : verdict)),
    ).toEqual([200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
    expect(verdicts[8]).toEqual({ kind: 'give-up', times: 9 });
  });

  test('now and then is started again for ever, soon', () => {
    const deaths = new DeathCount();
    for (let nth = 0; nth < 100; nth += 1)
      expect(deaths.add({ wasReady: true, livedMs: 61_000 }, nth * 61_000)).toEqual({
        kind: 'start-again',
        pauseMs: 200,
      });
  });

  test('three times before it was ever ready is given up', () => {
    const deaths = new DeathCount();
    const kinds = [1, 2, 3].map((atMs) => deaths.add({ wasReady: false, livedMs: 5 }, atMs).kind);
    expect(kinds).toEqual(['start-again', 'start-again', 'give-up']);
  });
});
