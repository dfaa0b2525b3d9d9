import fc from 'fast-check';
import { createPacer } from '../../../activities/send/pacer.js';

test('calls leave evenly spaced: never more than the limit in any second, also from the very first', async () => {
  const perSecond = 200;
  const pacer = createPacer(perSecond);
  const left: number[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: 60 }, async () => {
      expect(await pacer.turn(10_000)).toBe(0);
      left.push(performance.now());
    }),
  );
  const spacingMs = 1_000 / perSecond;
  left.forEach((at, place) => expect(at - began).toBeGreaterThanOrEqual(place * spacingMs - 0.001));
});

test('one whose turn is too far off takes none, and is told when to come again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 0, max: 500 }),
      async (perSecond, mostMs) => {
        const pacer = createPacer(perSecond, () => 0);
        expect(await pacer.turn(mostMs)).toBe(0);
        const spacingMs = 1_000 / perSecond;
        if (spacingMs <= mostMs) return;
        const waitMs = await pacer.turn(mostMs);
        expect(waitMs).toBeGreaterThan(0);
        // It took no place: whoever asks next is told the same.
        expect(await pacer.turn(mostMs)).toBe(waitMs);
      },
    ),
  );
});
