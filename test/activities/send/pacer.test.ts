import fc from 'fast-check';
import { createPacer, spacingOf } from '../../../activities/send/pacer.js';

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
  const spacingMs = spacingOf(perSecond);
  left.forEach((at, place) => expect(at - began).toBeGreaterThanOrEqual(place * spacingMs - 0.001));
});

test('whatever lies between a turn and its call, no second has more calls than are allowed', async () => {
  const perSecond = 40;
  const pacer = createPacer(perSecond);
  const left: number[] = [];
  const between = (place: number) => (place % 7 === 0 ? 180 : 0);
  await Promise.all(
    Array.from({ length: 100 }, async (_, place) => {
      expect(await pacer.turn(10_000)).toBe(0);
      await new Promise((resolve) => setTimeout(resolve, between(place)));
      await pacer.leave();
      left.push(performance.now());
    }),
  );
  left.sort((one, other) => one - other);
  left.slice(perSecond).forEach((at, place) => expect(at - (left[place] ?? 0)).toBeGreaterThanOrEqual(1_000));
});

test('less than one a second is one in several', async () => {
  let at = 0;
  const pacer = createPacer(0.5, () => at);
  await pacer.leave();
  at = spacingOf(0.5) - 40;
  const began = performance.now();
  await pacer.leave();
  expect(performance.now() - began).toBeGreaterThanOrEqual(39);
});

test('one whose turn is too far off takes none, and is told when to come again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 0, max: 500 }),
      async (perSecond, mostMs) => {
        const pacer = createPacer(perSecond, () => 0);
        expect(await pacer.turn(mostMs)).toBe(0);
        const spacingMs = spacingOf(perSecond);
        if (spacingMs <= mostMs) return;
        const waitMs = await pacer.turn(mostMs);
        expect(waitMs).toBeGreaterThan(0);
        // Whoever asks next comes a turn later, not at the same time.
        const further = (await pacer.turn(mostMs)) - waitMs;
        expect(Math.abs(further - spacingMs)).toBeLessThanOrEqual(1);
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
  // Half of what they would wait: a machine that stalls for a while sends nobody away.
  const urgent = await Promise.all(Array.from({ length: 5 }, () => pacer.turn(mostMs, 1)));
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
  clock.at = spacingOf(10) - 1;
  expect(await pacer.turn(0)).toBe(1);
  clock.at = spacingOf(10);
  expect(await pacer.turn(0)).toBe(0);
  pacer.keep(1);
  clock.at = spacingOf(10) + spacingOf(1) - 1;
  expect(await pacer.turn(0)).toBe(1);
  clock.at = spacingOf(10) + spacingOf(1);
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
  left.forEach((at, place) => expect(at - began).toBeGreaterThanOrEqual(place * spacingOf(50) - 0.001));
});

test('the same pace kept again loses nobody’s place', async () => {
  const pacer = createPacer(100);
  const all = Promise.all(Array.from({ length: 5 }, () => pacer.turn(10_000)));
  pacer.keep(100);
  expect(await all).toEqual([0, 0, 0, 0, 0]);
});

/** A pacer whose clock stands still, with more callers than have a turn within reach, until `over`. */
function filledPacer(perSecond: number, mostMs: number) {
  let at = 0;
  const pacer = createPacer(perSecond, () => at);
  const staying = Array.from({ length: 1 + Math.floor(mostMs / spacingOf(perSecond)) }, () =>
    pacer.turn(mostMs),
  );
  const over = async (more: readonly Promise<number>[] = []) => {
    at = 1e9;
    await Promise.all([...staying, ...more]);
  };
  return { pacer, over };
}

test('a long line comes back at the route’s pace, and who is in a hurry does not queue behind it', async () => {
  const mostMs = 2_000;
  const { pacer, over } = filledPacer(10, mostMs);
  const away = await Promise.all(Array.from({ length: 500 }, () => pacer.turn(mostMs)));
  // The line ends a turn behind the last that is within reach; half of what is waited for is spent here.
  const turnMs = spacingOf(10);
  const within = Math.floor(mostMs / turnMs);
  const endMs = Math.ceil((within + 1) * turnMs - mostMs / 2);
  expect(away).toEqual(away.map((_, nth) => endMs + nth * turnMs));
  // The urgent go before all of those that stayed; once they fill the line themselves, they wait for no other.
  const urgent = Array.from({ length: within }, () => pacer.turn(mostMs, 1));
  expect(await pacer.turn(mostMs, 1)).toBe(endMs);
  expect(await pacer.turn(mostMs, 2)).toBe(endMs + turnMs);
  await over(urgent);
});

test('however long the line is, whoever is sent away looks in again within five minutes', async () => {
  const { pacer, over } = filledPacer(2, 2_000);
  const away = await Promise.all(Array.from({ length: 1_000 }, () => pacer.turn(2_000)));
  const moments = new Map<number, number>();
  for (const waitMs of away) moments.set(waitMs, (moments.get(waitMs) ?? 0) + 1);
  expect(Math.max(...moments.keys())).toBeLessThanOrEqual(300_000);
  // Spread evenly: no moment has two more than another.
  expect(Math.max(...moments.values()) - Math.min(...moments.values())).toBeLessThanOrEqual(1);
  await over();
});
