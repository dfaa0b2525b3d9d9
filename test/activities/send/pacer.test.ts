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

test('the urgent overtake whoever waits, equals keep their order', async () => {
  const pacer = createPacer(50);
  const order: string[] = [];
  const go = async (name: string, priority: 1 | 2 | 3 | 4) => {
    expect(await pacer.turn(10_000, priority)).toBe(0);
    order.push(name);
  };
  await Promise.all([
    go('first', 3),
    go('question', 4),
    go('a', 3),
    go('b', 3),
    go('decision', 2),
    go('urgent', 1),
    go('urgent too', 1),
  ]);
  expect(order).toEqual(['first', 'urgent', 'urgent too', 'decision', 'a', 'b', 'question']);
});

test('a backlog that fills every turn delays the urgent by one turn, and none of it is forgotten', async () => {
  const pacer = createPacer(50);
  const mostMs = 200;
  const ordinary = Array.from({ length: 11 }, () => pacer.turn(mostMs, 3));
  // All turns within reach are taken: whoever is no more urgent is sent away.
  expect(await pacer.turn(mostMs, 3)).toBeGreaterThan(0);
  const urgent = await Promise.all(Array.from({ length: 8 }, () => pacer.turn(mostMs, 1)));
  expect(urgent).toEqual(urgent.map(() => 0));
  const answers = await Promise.all(ordinary);
  expect(answers[0]).toBe(0);
  // The overtaken went, or were told in time when to come again.
  const away = answers.filter((waitMs) => waitMs > 0);
  expect(away.length).toBeGreaterThan(3);
  for (const waitMs of away) expect(waitMs).toBeLessThanOrEqual(mostMs + 200);
});

test('another pace counts from the call before: no burst when it is quickened, no stall when nobody went', async () => {
  const clock = { at: 0 };
  const pacer = createPacer(1, () => clock.at);
  // Nobody went: the first goes at once, whatever the pace.
  pacer.keep(0.1);
  expect(await pacer.turn(0)).toBe(0);
  pacer.keep(10);
  clock.at = 99;
  expect(await pacer.turn(0)).toBe(1);
  clock.at = 100;
  expect(await pacer.turn(0)).toBe(0);
  pacer.keep(1);
  clock.at = 1_099;
  expect(await pacer.turn(0)).toBe(1);
  clock.at = 1_100;
  expect(await pacer.turn(0)).toBe(0);
});

test('whoever waits goes at the new pace, one after the other', async () => {
  const pacer = createPacer(0.01);
  expect(await pacer.turn(0)).toBe(0);
  const began = performance.now();
  const left: number[] = [];
  const waiting = Array.from({ length: 5 }, async () => {
    expect(await pacer.turn(1_000_000)).toBe(0);
    left.push(performance.now());
  });
  pacer.keep(50);
  await Promise.all(waiting);
  left.forEach((at, place) => expect(at - began).toBeGreaterThanOrEqual(place * 20 - 0.001));
});

test('the same pace kept again loses nobody’s place', async () => {
  const pacer = createPacer(100);
  const all = Promise.all(Array.from({ length: 5 }, () => pacer.turn(10_000)));
  pacer.keep(100);
  expect(await all).toEqual([0, 0, 0, 0, 0]);
});
