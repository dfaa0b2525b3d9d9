import type { Route } from '../../../domain/attempt/route.js';
import type { ProvinceGuess } from '../../../domain/contact/number-segment.js';
import type { MinuteCount } from '../../../domain/health/count.js';
import { judgeHealth } from '../../../domain/health/judge.js';
import { scopeName } from '../../../domain/health/scope.js';
import { factors } from '../../../domain/health/standing.js';
import type { Standing } from '../../../domain/health/standing.js';
import { minuteMs, ordinary, pace, rules, watch } from './provider-day.js';
import type { Told, Watched } from './provider-day.js';

const routes: readonly Route[] = ['sms/aliyun', 'sms/tencent'];
// prettier-ignore
const provinces: readonly (ProvinceGuess | undefined)[] = [
  '广东', '北京', '上海', '江苏', '浙江', '四川', '河南', '山东', '湖北', '湖南', undefined, undefined,
];
const hours = 60;

/** Every scope that was ever in trouble. */
const everIn = ({ looks }: Watched): string[] => [
  ...new Set(
    looks.flatMap(({ seen }) =>
      seen.filter(({ troubles }) => troubles.length > 0).map(({ standing }) => scopeName(standing.scope)),
    ),
  ),
];

describe('a healthy day of 20,000 messages with its ordinary failures', () => {
  test.each(Array.from({ length: 20 }, (_, seed) => seed))(
    'raises no alarm and moves nothing (seed %i)',
    (seed) => {
      const watched = watch({ seed, minutes: 10 * hours, perMinute: 34, provinces, routes, fate: ordinary });
      expect(watched.sent.length).toBeGreaterThan(20_000);
      expect(everIn(watched)).toEqual([]);
      expect(watched.moves).toBe(0);
    },
  );
});

describe('a provider that loses one province: it accepts, and never delivers', () => {
  const beganAt = 60 * minuteMs;
  const swallows = ({ route, province, at }: Pick<Told, 'route' | 'province' | 'at'>): boolean =>
    route === 'sms/aliyun' && province === '广东' && at >= beganAt && at < beganAt + 3 * hours * minuteMs;
  const fate = (told: Told) => (swallows(told) ? ({ ends: 'silent' } as const) : ordinary(told));

  test.each([1, 2, 3, 4, 5])(
    'is seen within two looks of the least sample, there alone (seed %i)',
    (seed) => {
      const { looks, sent } = watch({ seed, minutes: 3 * hours, perMinute: 60, provinces, routes, fate });
      const lost = sent.filter(swallows);
      // Ten that are old enough to judge.
      const tenth = lost[9];
      const judgeableAt = (tenth?.at ?? 0) + minuteMs + 3 * minuteMs;
      const first = looks.find(({ seen }) => seen.some(({ troubles }) => troubles.length > 0));
      expect(first?.at).toBeLessThanOrEqual(judgeableAt + 2 * minuteMs);
      expect(everIn({ looks, sent, moves: 0 })).toEqual(['sms/aliyun@广东']);
      // From the first look on hardly any of it goes by the provider that loses it; and what is not lost does.
      const after = sent.filter(
        ({ at, province }) =>
          at >= (first?.at ?? 0) && province === '广东' && at < beganAt + 2 * hours * minuteMs,
      );
      const still = after.filter(({ route }) => route === 'sms/aliyun').length;
      expect(still / after.length).toBeLessThan(0.1);
      const elsewhere = sent.filter(({ at, province }) => at >= (first?.at ?? 0) && province === '北京');
      expect(
        elsewhere.filter(({ route }) => route === 'sms/aliyun').length / elsewhere.length,
      ).toBeGreaterThan(0.4);
    },
  );

  test('gets its share back step by step once it delivers again, and the trouble ends', () => {
    const { looks } = watch({ seed: 7, minutes: 7 * hours, perMinute: 60, provinces, routes, fate });
    const steps = looks.flatMap(({ at, seen }) =>
      seen.map(({ standing: { step, overAt } }) => ({ at, step, overAt })),
    );
    expect(Math.max(...steps.map(({ step }) => step))).toBe(factors.length - 1);
    const over = steps.find(({ overAt }) => overAt !== undefined);
    expect(over?.step).toBe(0);
    expect(over?.at).toBeGreaterThan(beganAt + 3 * hours * minuteMs);
    expect(over?.at).toBeLessThan(beganAt + 6 * hours * minuteMs);
  });
});

test('a provider that is down altogether is one trouble, not one a province', () => {
  const fate = (told: Told) =>
    told.route === 'sms/aliyun' && told.at > 30 * minuteMs ? ({ ends: 'failed' } as const) : ordinary(told);
  const watched = watch({ seed: 3, minutes: 2 * hours, perMinute: 60, provinces, routes, fate });
  expect(everIn(watched)).toEqual(['sms/aliyun']);
});

test('where no other provider carries the channel nothing is moved, and the trouble is told', () => {
  const fate = (told: Told) => (told.at > 30 * minuteMs ? ({ ends: 'failed' } as const) : ordinary(told));
  const watched = watch({
    seed: 3,
    minutes: 2 * hours,
    perMinute: 60,
    provinces,
    routes: ['sms/aliyun'],
    fate,
  });
  expect(everIn(watched)).toEqual(['sms/aliyun']);
  expect(watched.moves).toBe(0);
});

test('a provider that comes and goes every twenty minutes for a day moves shares at most forty times', () => {
  const fate = (told: Told) =>
    told.route === 'sms/aliyun' && Math.floor(told.at / (20 * minuteMs)) % 2 === 1
      ? ({ ends: 'failed' } as const)
      : ordinary(told);
  const watched = watch({ seed: 5, minutes: 24 * hours, perMinute: 30, provinces, routes, fate });
  expect(watched.moves).toBeGreaterThan(2);
  expect(watched.moves).toBeLessThanOrEqual(40);
});

describe('what is over', () => {
  const at = 600 * minuteMs;
  const scope = { route: 'sms/aliyun' } as const;
  const failedAt = (minutesAgo: number): MinuteCount => ({
    ...scope,
    at: at - minutesAgo * minuteMs,
    answered: 40,
    failed: 40,
    accepted: 0,
    silent: 0,
    late: 0,
  });
  const over: Standing = {
    scope,
    measures: ['failure'],
    since: at - 12 * minuteMs,
    sickAt: at - 10 * minuteMs,
    step: 0,
    movedAt: at - 2 * minuteMs,
    isRising: true,
    falls: 1,
    overAt: at - 2 * minuteMs,
  };
  const look = (counts: readonly MinuteCount[], standings: readonly Standing[]) =>
    judgeHealth({
      at,
      routes: routes.map((route) => ({ route, rules, isOpen: true })),
      counts,
      standings,
      pace,
    });

  test('is not found again by what was counted before, though it is still within the window', () => {
    expect(look([failedAt(10)], [over])).toEqual([]);
    // The very same, of which nobody knew yet, is trouble.
    expect(look([failedAt(10)], []).map(({ standing }) => scopeName(standing.scope))).toEqual(['sms/aliyun']);
  });

  test('is found again by what is counted since, as one that fell back', () => {
    const [seen] = look([failedAt(10), failedAt(1)], [over]);
    expect(seen?.standing).toMatchObject({ scope, step: factors.length - 1, falls: 2, since: at });
    expect(seen?.standing.overAt).toBeUndefined();
  });

  test('in one place says nothing of the others', () => {
    const elsewhere: Standing = { ...over, scope: { ...scope, province: '广东' } };
    const beijing = { ...failedAt(10), province: '北京' as const };
    expect(look([beijing], [elsewhere])).toHaveLength(1);
  });
});
