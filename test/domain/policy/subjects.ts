import fc from 'fast-check';
import type { SendRules } from '../../../domain/policy/send-rules.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import type { Permission, SendSubject } from '../../../domain/policy/permission.js';
import { channels } from '../../../domain/attempt/route.js';
import { stages } from '../../../domain/stage/stage.js';

/** An instant by the wall in Shanghai: `2026-02-13 18:30`. */
export const at = (wall: string): number => Date.parse(`${wall.replace(' ', 'T')}+08:00`);

/** An instant as the wall in Shanghai shows it, to the second; for readable expectations. */
export const wall = (instant: number): string =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** A final decision by SMS, `preferred`, but for what is given. */
export const subject = (given: Partial<SendSubject> & { reportedAt: number }): SendSubject => ({
  applicationId: 'A-1',
  stage: 'final-decision',
  channel: 'sms',
  policy: 'preferred',
  urgent: false,
  ...given,
});

/** A permission in words: `until 2026-…`, `window: 2026-… to 2026-… by workday-window`, `unknown 2027`. */
export function told(permission: Permission): string {
  if (permission.allowed) return `until ${wall(permission.until)}`;
  if (permission.because === 'calendar-unknown') return `unknown ${permission.year}`;
  const { because, opensAt, closesAt, by } = permission;
  return `${because}: ${wall(opensAt)} to ${wall(closesAt)} by ${by}`;
}

/** What the wall shows in a zone by the engine's own formatter: a witness apart from our clock face. */
export function wallIn(timeZone: string, instant: number): { date: string; minute: number } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const [date = '', time = ''] = format.format(instant).split(', ');
  return { date, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) };
}

/** Instants in 2026 far enough from its end that no decision needs 2027. */
const instants2026 = fc.integer({ min: at('2026-01-05 00:00'), max: at('2026-12-15 00:00') });

/** A subject reported in 2026 with a question up to three days later. */
export const questions = fc
  .record({
    reportedAt: instants2026,
    laterMs: fc.oneof(fc.nat(24 * 3_600_000), fc.nat(72 * 3_600_000)),
    stage: fc.constantFrom(...stages),
    channel: fc.constantFrom(...channels),
    policy: fc.constantFrom('preferred' as const, 'strict' as const),
    urgent: fc.boolean(),
    uselessInMs: fc.option(fc.integer({ min: -24 * 3_600_000, max: 48 * 3_600_000 }), { nil: undefined }),
    marginMs: fc.constantFrom(0, 0, 30_000, 600_000),
  })
  .map(({ reportedAt, laterMs, uselessInMs, marginMs, ...rest }) => ({
    asked: subject({
      reportedAt,
      ...rest,
      ...(uselessInMs === undefined ? {} : { uselessAfter: reportedAt + uselessInMs }),
    }),
    now: reportedAt + laterMs,
    marginMs,
  }));

const minutes = fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15);
const windows = fc
  .tuple(minutes, minutes)
  .filter(([one, other]) => one !== other)
  .map(([one, other]) => ({ openMinute: Math.min(one, other), closeMinute: Math.max(one, other) }));

/** Rules of every shape, in a zone without clock changes. */
export const anyRules: fc.Arbitrary<SendRules> = fc
  .record({
    window: windows,
    wider: windows,
    quiet: fc.record({ fromMinute: minutes, toMinute: minutes }),
    maxHoldMs: fc.integer({ min: 0, max: 5 * 24 }).map((hours) => hours * 3_600_000),
  })
  .map((given) => ({ ...defaultSendRules, ...given }));
