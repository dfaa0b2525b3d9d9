import fc from 'fast-check';
import type { Permission } from '../../../domain/policy/permission.js';
import { permissionAt } from '../../../domain/policy/permission.js';
import type { SendRules } from '../../../domain/policy/send-rules.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import { mondayToFriday } from '../../../domain/calendar/day-table.js';
import { workdayByNotice } from '../calendar/holidays-2026.js';
import { anyRules, questions, wallIn } from './subjects.js';

const rules = defaultSendRules;
const zone = rules.timeZone;
const inside = (minute: number, from: number, to: number): boolean => from <= minute && minute < to;
const opening = (permission: Permission) =>
  !permission.allowed && permission.because !== 'calendar-unknown' ? permission : undefined;

test('strict is permitted in business hours of the notice’s workdays and at no other time', () => {
  fc.assert(
    fc.property(questions, ({ asked, now }) => {
      const { date, minute } = wallIn(zone, now);
      const permission = permissionAt(rules, { ...asked, policy: 'strict', urgent: false }, now);
      expect(permission.allowed).toBe(workdayByNotice(date) && inside(minute, 540, 1080));
    }),
    { numRuns: 500 },
  );
});

test('what is not urgent is never permitted outside the wider window, nor holds out of it once the hold is over', () => {
  fc.assert(
    fc.property(questions, ({ asked, now }) => {
      const { minute } = wallIn(zone, now);
      const { allowed } = permissionAt(rules, { ...asked, urgent: false }, now);
      if (allowed) expect(inside(minute, 540, 1200)).toBe(true);
      const endsAt = Math.min(asked.reportedAt + rules.maxHoldMs, asked.uselessAfter ?? Infinity);
      if (asked.policy === 'preferred' && now >= endsAt && inside(minute, 540, 1200))
        expect(allowed).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('an opening is permitted, to the end it names, and the millisecond before it is not', () => {
  fc.assert(
    fc.property(anyRules, questions, (given, { asked, now, marginMs }) => {
      const permission = permissionAt(given, asked, now, marginMs);
      const next = opening(permission);
      if (next === undefined) return;
      expect(next.opensAt).toBeGreaterThan(now);
      expect(permissionAt(given, asked, next.opensAt, marginMs)).toEqual({
        allowed: true,
        until: next.closesAt,
      });
      // What forbids it may change on the way, from quiet hours to the window.
      const { opensAt, closesAt, by } = next;
      expect(permissionAt(given, asked, opensAt - 1, marginMs)).toMatchObject({
        allowed: false,
        opensAt,
        closesAt,
        by,
      });
    }),
    { numRuns: 2000 },
  );
});

test('no permitted moment lies between a refusal and its opening', () => {
  fc.assert(
    fc.property(
      anyRules,
      questions,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (given, { asked, now }, share) => {
        const next = opening(permissionAt(given, asked, now));
        if (next === undefined) return;
        const between = Math.floor(now + share * (next.opensAt - 1 - now));
        expect(permissionAt(given, asked, between).allowed).toBe(false);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a permission holds until its end, and there it ends', () => {
  fc.assert(
    fc.property(
      anyRules,
      questions,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (given, { asked, now, marginMs }, share) => {
        const permission = permissionAt(given, asked, now, marginMs);
        if (!permission.allowed || permission.until === Number.MAX_SAFE_INTEGER) return;
        expect(permission.until).toBeGreaterThan(now + marginMs);
        expect(
          permissionAt(given, asked, now + Math.floor(share * (permission.until - 1 - now))).allowed,
        ).toBe(true);
        // Round-the-clock permissions are followed for some days only.
        if (permission.until - now < 48 * 3_600_000)
          expect(permissionAt(given, asked, permission.until).allowed).toBe(false);
      },
    ),
    { numRuns: 2000 },
  );
});

test('whatever strict permits, preferred permits, and no later', () => {
  fc.assert(
    fc.property(anyRules, questions, (given, { asked, now, marginMs }) => {
      const strict = permissionAt(given, { ...asked, policy: 'strict' }, now, marginMs);
      const preferred = permissionAt(given, { ...asked, policy: 'preferred' }, now, marginMs);
      if (strict.allowed) expect(preferred.allowed).toBe(true);
      const [later, sooner] = [opening(strict), opening(preferred)];
      if (later !== undefined && sooner !== undefined)
        expect(sooner.opensAt).toBeLessThanOrEqual(later.opensAt);
    }),
    { numRuns: 1000 },
  );
});

test('preferred is never held longer than the longest hold, nor past its date, when a wider window lies before', () => {
  fc.assert(
    fc.property(anyRules, questions, (given, { asked }) => {
      const preferred = { ...asked, policy: 'preferred' as const, urgent: false };
      const endsAt = Math.min(asked.reportedAt + given.maxHoldMs, asked.uselessAfter ?? Infinity);
      // Rules have quarters of an hour: looking at each finds every window.
      let couldGo = false;
      for (let when = asked.reportedAt; when <= endsAt && !couldGo; when += 900_000) {
        const { minute } = wallIn(zone, when);
        const { fromMinute, toMinute } = given.quiet;
        const quiet =
          ['sms', 'voice'].includes(asked.channel) &&
          (fromMinute <= toMinute
            ? inside(minute, fromMinute, toMinute)
            : inside(minute, fromMinute, 1440) || inside(minute, 0, toMinute));
        couldGo = inside(minute, given.wider.openMinute, given.wider.closeMinute) && !quiet;
      }
      if (!couldGo) return;
      const permission = permissionAt(given, preferred, asked.reportedAt);
      const next = opening(permission);
      expect(permission.allowed || next !== undefined).toBe(true);
      if (next !== undefined) expect(next.opensAt).toBeLessThanOrEqual(endsAt);
    }),
    { numRuns: 500 },
  );
});

describe('sms and voice are never permitted in quiet hours', () => {
  const holds = (
    given: SendRules,
    timeZone: string,
    now: number,
    permission: Permission,
    marginMs: number,
  ): void => {
    const { fromMinute, toMinute } = given.quiet;
    const quietAt = (when: number): boolean => {
      const { minute } = wallIn(timeZone, when);
      if (fromMinute <= toMinute) return inside(minute, fromMinute, toMinute);
      return inside(minute, fromMinute, 1440) || inside(minute, 0, toMinute);
    };
    if (permission.allowed)
      for (const when of [now, now + marginMs, permission.until - 1]) expect(quietAt(when)).toBe(false);
    const next = opening(permission);
    if (next !== undefined)
      for (const when of [next.opensAt, next.closesAt - 1]) expect(quietAt(when)).toBe(false);
  };

  test('under any configuration', () => {
    fc.assert(
      fc.property(
        anyRules,
        questions,
        fc.constantFrom('sms' as const, 'voice' as const),
        (given, question, channel) => {
          const { asked, now, marginMs } = question;
          holds(given, zone, now, permissionAt(given, { ...asked, channel }, now, marginMs), marginMs);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('where clocks change, with the quiet hours of the house', () => {
    const zones = ['Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(
        anyRules,
        questions,
        fc.constantFrom(...zones),
        (given, { asked, now, marginMs }, timeZone) => {
          const there = { ...given, timeZone, days: mondayToFriday(), quiet: rules.quiet };
          holds(
            there,
            timeZone,
            now,
            permissionAt(there, { ...asked, channel: 'sms' }, now, marginMs),
            marginMs,
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
