import fc from 'fast-check';
import { calendarAt, realAt } from '../../../domain/calendar/pressed.js';
import { permissionAt } from '../../../domain/policy/permission.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import { uselessAfterOf, wakeAt } from '../../../domain/policy/waking.js';
import { at, questions, subject } from './subjects.js';

// A calendar day in 48 real seconds, its morning now.
const pressed = { realAnchor: at('2026-11-24 03:00'), calendarAnchor: at('2026-02-13 08:00'), factor: 1800 };
const rules = { ...defaultSendRules, pressed };

test('pressed rules answer as the unpressed do at the calendar’s instants', () => {
  fc.assert(
    fc.property(questions, ({ asked, now }) => {
      const real = (calendar: number): number => realAt(pressed, calendar);
      const mapped = (instant: number): number => calendarAt(pressed, real(instant));
      const { uselessAfter, reportedAt } = asked;
      const pressedSubject = {
        ...asked,
        reportedAt: real(reportedAt),
        ...(uselessAfter === undefined ? {} : { uselessAfter: real(uselessAfter) }),
      };
      const calendarSubject = {
        ...asked,
        reportedAt: mapped(reportedAt),
        ...(uselessAfter === undefined ? {} : { uselessAfter: mapped(uselessAfter) }),
      };
      const answer = permissionAt(defaultSendRules, calendarSubject, mapped(now));
      const found = permissionAt(rules, pressedSubject, real(now));
      if (answer.allowed) {
        const until = answer.until === Number.MAX_SAFE_INTEGER ? answer.until : real(answer.until);
        expect(found).toEqual({ allowed: true, until });
      } else if (answer.because !== 'calendar-unknown' && answer.closesAt - answer.opensAt > pressed.factor) {
        expect(found).toEqual({ ...answer, opensAt: real(answer.opensAt), closesAt: real(answer.closesAt) });
      }
    }),
    { numRuns: 500 },
  );
});

test('a pressed opening is permitted and the real millisecond before it is not', () => {
  fc.assert(
    fc.property(questions, ({ asked, now }) => {
      const real = realAt(pressed, now);
      const pressedSubject = subject({ ...asked, reportedAt: realAt(pressed, asked.reportedAt) });
      const answer = permissionAt(rules, pressedSubject, real);
      if (answer.allowed || answer.because === 'calendar-unknown') return;
      expect(permissionAt(rules, pressedSubject, answer.opensAt)).toEqual({
        allowed: true,
        until: answer.closesAt,
      });
      const { opensAt, closesAt, by } = answer;
      expect(permissionAt(rules, pressedSubject, opensAt - 1)).toMatchObject({
        allowed: false,
        opensAt,
        closesAt,
        by,
      });
    }),
    { numRuns: 500 },
  );
});

test('the calendar’s hours, holds, margins and spreads are pressed with it', () => {
  const reportedAt = pressed.realAnchor;
  const answer = permissionAt(rules, subject({ reportedAt }), reportedAt);
  // Nine o'clock is an hour, two real seconds, away, and business hours last eighteen.
  expect(answer).toEqual({
    allowed: false,
    because: 'window',
    opensAt: reportedAt + 2_000,
    closesAt: reportedAt + 20_000,
    by: 'workday-window',
  });
  expect(permissionAt(rules, subject({ reportedAt }), reportedAt + 10_000, 9_999).allowed).toBe(true);
  expect(permissionAt(rules, subject({ reportedAt }), reportedAt + 10_000, 10_000).allowed).toBe(false);
  for (const applicationId of ['A-1', 'A-2', 'A-3']) {
    const wakes = wakeAt(
      rules,
      subject({ applicationId, reportedAt }),
      reportedAt + 2_000,
      reportedAt + 20_000,
    );
    expect(wakes - reportedAt - 2_000).toBeLessThan(60_000 / 1800);
  }
  // From eight o'clock to the end of the next day: 40 hours.
  expect(uselessAfterOf('2026-02-14', rules)).toBe(reportedAt + 40 * 2_000);
});
