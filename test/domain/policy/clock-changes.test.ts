import { mondayToFriday } from '../../../domain/calendar/day-table.js';
import { permissionAt } from '../../../domain/policy/permission.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import { subject } from './subjects.js';

const rulesIn = (timeZone: string) => ({ ...defaultSendRules, timeZone, days: mondayToFriday() });

// The weekends in 2026 on which each zone's clocks change; nine o'clock there in UTC after it.
test.each([
  ['Europe/Amsterdam', '2026-03-27T17:30Z', '2026-03-30T07:00Z'],
  ['Europe/Amsterdam', '2026-10-23T17:30Z', '2026-10-26T08:00Z'],
  ['America/New_York', '2026-03-06T23:30Z', '2026-03-09T13:00Z'],
  ['America/New_York', '2026-10-30T22:30Z', '2026-11-02T14:00Z'],
])('in %s strict waits from %s for nine by the new clock, %s', (timeZone, reported, opens) => {
  const reportedAt = Date.parse(reported);
  expect(permissionAt(rulesIn(timeZone), subject({ policy: 'strict', reportedAt }), reportedAt)).toEqual({
    allowed: false,
    because: 'window',
    opensAt: Date.parse(opens),
    closesAt: Date.parse(opens) + 9 * 3_600_000,
    by: 'workday-window',
  });
});

test.each([
  ['2026-03-28T21:30Z', '2026-03-29T06:00Z'],
  ['2026-10-24T20:30Z', '2026-10-25T07:00Z'],
])('in Amsterdam the quiet night from %s ends at eight by the new clock, %s', (asked, ends) => {
  const now = Date.parse(asked);
  expect(
    permissionAt(rulesIn('Europe/Amsterdam'), subject({ urgent: true, reportedAt: now }), now),
  ).toMatchObject({
    because: 'quiet-hours',
    opensAt: Date.parse(ends),
  });
});

test('in Amsterdam the longest hold is 24 hours of time, not of the wall', () => {
  // Saturday 12:00 there; the clock goes forward in the night.
  const reportedAt = Date.parse('2026-03-28T11:00Z');
  expect(permissionAt(rulesIn('Europe/Amsterdam'), subject({ reportedAt }), reportedAt)).toMatchObject({
    opensAt: reportedAt + 24 * 3_600_000,
    by: 'wider-window',
  });
});
