import fc from 'fast-check';
import { rankByWeight } from '../../../domain/plan/rank.js';

const ids = Array.from({ length: 20_000 }, (_, at) => `LN-2026-${String(at).padStart(6, '0')}`);
const route = (name: string, weight: number) => ({ route: name, weight });
const firstOf = (routes: readonly { route: string; weight: number }[], id: string): string | undefined =>
  rankByWeight(routes, id)[0]?.route;
const shareOf = (name: string, firsts: readonly (string | undefined)[]): number =>
  firsts.filter((first) => first === name).length / firsts.length;

const expectNear = (share: number, expected: number): void => {
  expect(Math.abs(share - expected)).toBeLessThan(0.015); // over four deviations of 20,000 draws
};

const before = [route('sms/a', 6), route('sms/b', 3), route('sms/c', 1)];
const firstsBefore = ids.map((id) => firstOf(before, id));

test('first places are shared by weight', () => {
  expectNear(shareOf('sms/a', firstsBefore), 0.6);
  expectNear(shareOf('sms/b', firstsBefore), 0.3);
  expectNear(shareOf('sms/c', firstsBefore), 0.1);
});

test('where the first route fails, its applications go to the others by their weights', () => {
  const seconds = ids.flatMap((id) => {
    const [first, second] = rankByWeight(before, id);
    return first?.route === 'sms/a' ? [second?.route] : [];
  });
  expectNear(shareOf('sms/b', seconds), 0.75);
});

test('another weight moves only as many applications as it must, and only to or from its route', () => {
  const after = [route('sms/a', 6), route('sms/b', 3), route('sms/c', 2)]; // a tenth becomes two elevenths
  const moved = ids.flatMap((id, at) => {
    const [was, is] = [firstsBefore[at], firstOf(after, id)];
    return was === is ? [] : [{ was, is }];
  });
  expectNear(moved.length / ids.length, 2 / 11 - 1 / 10);
  expect(moved.every(({ is }) => is === 'sms/c')).toBe(true);
});

test('a route that goes away moves only its own applications', () => {
  const without = before.filter((one) => one.route !== 'sms/b');
  ids.forEach((id, at) => {
    if (firstsBefore[at] !== 'sms/b') expect(firstOf(without, id)).toBe(firstsBefore[at]);
  });
});

test('an application keeps its order, however the routes are listed, and none is lost', () => {
  const routes = fc.uniqueArray(
    fc.record({
      route: fc.constantFrom('sms/a', 'sms/b', 'sms/c', 'voice/v', 'push/p'),
      weight: fc.integer({ min: 1, max: 1_000 }),
    }),
    { selector: (one) => one.route },
  );
  const listings = routes.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(listings, fc.string(), ([one, other], id) => {
      expect(rankByWeight(one, id)).toEqual(rankByWeight(other, id));
      expect(new Set(rankByWeight(one, id))).toEqual(new Set(one));
    }),
  );
});

test('the routes given are left as they were', () => {
  const given = Object.freeze([route('sms/c', 1), route('sms/a', 6)]);
  rankByWeight(given, 'A-1');
  expect(given.map((one) => one.route)).toEqual(['sms/c', 'sms/a']);
});
