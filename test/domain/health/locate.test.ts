import type { CarrierGuess, ProvinceGuess } from '../../../domain/contact/number-segment.js';
import type { HealthRules, MinuteCount } from '../../../domain/health/count.js';
import { shareOf } from '../../../domain/health/count.js';
import { troublesOf } from '../../../domain/health/locate.js';
import { scopeFrom, scopeName } from '../../../domain/health/scope.js';

const minuteMs = 60_000;
const now = 100 * minuteMs;
const rules: HealthRules = {
  windowMs: 15 * minuteMs,
  failure: { share: 0.15, minSample: 10 },
  silence: { share: 0.15, minSample: 10, afterMs: 3 * minuteMs },
  slowness: { share: 0.3, minSample: 10, afterMs: 5 * minuteMs },
};

/** What went to a place ten minutes ago: so many accepted, so many of them silent. */
const counted = (
  accepted: number,
  silent: number,
  where: { readonly province?: ProvinceGuess; readonly carrier?: CarrierGuess } = {},
  at = now - 10 * minuteMs,
): MinuteCount => ({
  route: 'sms/aliyun',
  ...where,
  at,
  answered: accepted,
  failed: 0,
  accepted,
  silent,
  late: 0,
});

const inSilence = (...counts: readonly MinuteCount[]): string[] =>
  troublesOf('sms/aliyun', counts, rules, now)
    .filter(({ measure }) => measure === 'silence')
    .map(({ scope }) => scopeName(scope));

test('one province that hears nothing is in trouble, and nothing else', () => {
  expect(
    inSilence(counted(20, 19, { province: '广东' }), counted(40, 1, { province: '北京' }), counted(200, 5)),
  ).toEqual(['sms/aliyun@广东']);
});

test('one carrier of a province, where the others of it are well', () => {
  expect(
    inSilence(
      counted(20, 20, { province: '广东', carrier: 'china-mobile' }),
      counted(40, 0, { province: '广东', carrier: 'china-unicom' }),
      counted(60, 1, { province: '北京', carrier: 'china-mobile' }),
    ),
  ).toEqual(['sms/aliyun@广东/china-mobile']);
});

test('every province that can be judged makes the whole route', () => {
  expect(
    inSilence(counted(20, 19, { province: '广东' }), counted(20, 20, { province: '北京' }), counted(3, 3)),
  ).toEqual(['sms/aliyun']);
});

test('a province is not blamed for what happens everywhere beside it', () => {
  expect(
    inSilence(
      counted(20, 19, { province: '广东' }),
      ...(['北京', '上海', '浙江', '江苏'] as const).map((province) => counted(8, 7, { province })),
    ),
  ).toEqual(['sms/aliyun']);
});

test('where numbers tell no province, it is the route', () => {
  expect(inSilence(counted(50, 40))).toEqual(['sms/aliyun']);
});

test('what is not enough to judge, and what goes by other routes, is no trouble', () => {
  expect(inSilence(counted(9, 9))).toEqual([]);
  expect(inSilence({ ...counted(50, 50), route: 'sms/tencent' })).toEqual([]);
});

test('what is too young to judge counts nowhere, nor what is too old', () => {
  const young = counted(50, 50, {}, now - 3 * minuteMs);
  const old = counted(50, 50, {}, now - 19 * minuteMs);
  expect(inSilence(young, old)).toEqual([]);
  expect(shareOf('silence', [young, old], rules, now)).toEqual({ sample: 0, bad: 0 });
  // The same age counts once the whole minute is past what is waited for.
  expect(inSilence(counted(50, 50, {}, now - 4 * minuteMs))).toEqual(['sms/aliyun']);
});

test('a failed call is seen at once, and what came before a change is none of its evidence', () => {
  const failing: MinuteCount = { ...counted(0, 0, {}, now - minuteMs), answered: 30, failed: 25 };
  expect(troublesOf('sms/aliyun', [failing], rules, now)).toEqual([
    { scope: { route: 'sms/aliyun' }, measure: 'failure', share: { sample: 30, bad: 25 } },
  ]);
  expect(shareOf('failure', [failing], rules, now, now)).toEqual({ sample: 0, bad: 0 });
});

test('late receipts are slowness and no silence', () => {
  const late: MinuteCount = { ...counted(40, 0), late: 30 };
  expect(troublesOf('sms/aliyun', [late], rules, now).map(({ measure }) => measure)).toEqual(['slowness']);
});

test('a measure that is not judged is no trouble', () => {
  const failureAlone: HealthRules = { windowMs: rules.windowMs, failure: rules.failure };
  expect(troublesOf('sms/aliyun', [counted(50, 50)], failureAlone, now)).toEqual([]);
});

test.each(['sms/aliyun', 'sms/aliyun@广东', 'email/smtp@内蒙古/china-unicom'])(
  '%s is read as written',
  (name) => {
    const scope = scopeFrom(name);
    expect(scope && scopeName(scope)).toBe(name);
  },
);

test.each([
  '',
  'aliyun',
  'sms/aliyun@',
  'sms/aliyun@Guangdong',
  'sms/aliyun@广东/x',
  'sms/aliyun@广东@北京',
  'sms/aliyun@广东/china-mobile/x',
])('%j names no scope', (name) => expect(scopeFrom(name)).toBeUndefined());
