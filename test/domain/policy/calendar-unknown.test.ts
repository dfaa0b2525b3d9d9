import { mondayToFriday } from '../../../domain/calendar/day-table.js';
import { permissionAt } from '../../../domain/policy/permission.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import { at, subject, told } from './subjects.js';

// The calendar's data ends with Thursday 31 December 2026.
const rules = defaultSendRules;
const hourMs = 3_600_000;

test('nothing is held or sent by guess in a year without data', () => {
  for (const policy of ['strict', 'preferred'] as const) {
    const asked = subject({ policy, reportedAt: at('2027-01-04 10:00') });
    expect(permissionAt(rules, asked, at('2027-01-04 10:00'))).toEqual({
      allowed: false,
      because: 'calendar-unknown',
      year: 2027,
      askAgainAt: at('2027-01-04 11:00'),
    });
  }
});

test('the last evening with data does not know the next morning', () => {
  for (const policy of ['strict', 'preferred'] as const)
    expect(
      told(
        permissionAt(rules, subject({ policy, reportedAt: at('2026-12-31 19:00') }), at('2026-12-31 19:00')),
      ),
    ).toBe('unknown 2027');
});

test('the last day with data is as good as any', () => {
  for (const policy of ['strict', 'preferred'] as const)
    expect(
      told(
        permissionAt(rules, subject({ policy, reportedAt: at('2026-12-31 10:00') }), at('2026-12-31 10:00')),
      ),
    ).toBe('until 2026-12-31 18:00:00');
});

test('once its hold is over a preferred notice needs no calendar, a strict one does', () => {
  const reportedAt = at('2027-01-04 10:00');
  const over = reportedAt + 24 * hourMs;
  expect(told(permissionAt(rules, subject({ reportedAt }), over - 1))).toBe('unknown 2027');
  expect(told(permissionAt(rules, subject({ reportedAt }), over))).toBe('until 2027-01-05 20:00:00');
  expect(told(permissionAt(rules, subject({ reportedAt }), at('2027-01-05 21:00')))).toBe(
    'window: 2027-01-06 09:00:00 to 2027-01-06 20:00:00 by wider-window',
  );
  expect(told(permissionAt(rules, subject({ policy: 'strict', reportedAt }), over))).toBe('unknown 2027');
});

test('asks again no later than the end of the hold', () => {
  const reportedAt = at('2027-01-04 10:00');
  const now = reportedAt + 24 * hourMs - 60_000;
  expect(permissionAt(rules, subject({ reportedAt }), now)).toMatchObject({
    askAgainAt: reportedAt + 24 * hourMs,
  });
  expect(permissionAt(rules, subject({ policy: 'strict', reportedAt }), now)).toMatchObject({
    askAgainAt: now + hourMs,
  });
});

test('an urgent notice needs no calendar', () => {
  const asked = subject({ urgent: true, reportedAt: at('2027-01-04 10:00') });
  expect(told(permissionAt(rules, asked, at('2027-01-04 10:00')))).toBe('until 2027-01-04 22:00:00');
  expect(told(permissionAt(rules, asked, at('2027-01-04 23:00')))).toBe(
    'quiet-hours: 2027-01-05 08:00:00 to 2027-01-05 22:00:00 by urgent',
  );
});

test('forty days without a workday are no calendar', () => {
  const asked = subject({ policy: 'strict', reportedAt: at('2026-03-05 10:00') });
  const idle = { ...mondayToFriday(), isWorkday: () => false };
  expect(told(permissionAt({ ...rules, days: idle }, asked, at('2026-03-05 10:00')))).toBe('unknown 2026');
  const longBreak = { ...idle, isWorkday: (date: string) => date >= '2026-04-14' };
  expect(told(permissionAt({ ...rules, days: longBreak }, asked, at('2026-03-05 10:00')))).toBe(
    'window: 2026-04-14 09:00:00 to 2026-04-14 18:00:00 by workday-window',
  );
});

test('a decision under a hold of months looks no further than it must', () => {
  const asked = subject({ reportedAt: at('2026-02-15 10:00') });
  const patient = { ...rules, maxHoldMs: 200 * 24 * hourMs };
  expect(told(permissionAt(patient, asked, at('2026-02-15 10:00')))).toBe(
    'window: 2026-02-24 09:00:00 to 2026-02-24 18:00:00 by workday-window',
  );
});

test('does not use an evening it might not need: whether the day was a workday is unknown', () => {
  const asked = subject({ reportedAt: at('2027-01-04 20:30') });
  expect(told(permissionAt(rules, asked, at('2027-01-05 18:30')))).toBe('unknown 2027');
});

test('answers where the unknown day no longer matters: its business hours are over', () => {
  const asked = subject({ reportedAt: at('2027-01-03 19:30') });
  expect(told(permissionAt(rules, asked, at('2027-01-04 19:00')))).toBe(
    'window: 2027-01-04 19:30:00 to 2027-01-04 20:00:00 by wider-window',
  );
});

test('no decision asks the calendar about more days than it can see', () => {
  const asked = subject({ channel: 'email', reportedAt: at('2026-03-05 21:00') });
  const seen = new Set<string>();
  const days = { ...mondayToFriday(), isWorkday: (date: string) => (seen.add(date), false) };
  permissionAt({ ...rules, days, maxHoldMs: 2_000 * 24 * hourMs }, asked, at('2026-03-05 21:00'));
  expect(seen.size).toBeGreaterThan(40);
  expect(seen.size).toBeLessThanOrEqual(2 * 41);
});

test('a known morning before the unknown day is waited for, though the hold ends in the unknown', () => {
  const patient = { ...rules, maxHoldMs: 48 * hourMs };
  for (const given of [
    { reportedAt: at('2026-12-30 21:00') },
    { reportedAt: at('2026-12-31 07:00'), uselessAfter: at('2027-01-02 00:00') },
  ])
    expect(told(permissionAt(patient, subject(given), given.reportedAt))).toBe(
      'window: 2026-12-31 09:00:00 to 2026-12-31 18:00:00 by workday-window',
    );
});
