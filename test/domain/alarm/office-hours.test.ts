import { officeFrom } from '../../../domain/alarm/office-hours.js';
import { chineseWorkdays, mondayToFriday } from '../../../domain/calendar/day-table.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';

const from = (text: string, rules = defaultSendRules): string =>
  new Date(officeFrom(rules, Date.parse(text))).toISOString();

test.each([
  ['in business hours at once', '2026-11-02T10:30:00+08:00', '2026-11-02T02:30:00.000Z'],
  ['before they begin, when they do', '2026-11-02T07:00:00+08:00', '2026-11-02T01:00:00.000Z'],
  ['at their end, the next workday', '2026-11-02T18:00:00+08:00', '2026-11-03T01:00:00.000Z'],
  ['on a Friday night, on Monday', '2026-11-06T23:00:00+08:00', '2026-11-09T01:00:00.000Z'],
  ['over the National Day holiday', '2026-09-30T19:00:00+08:00', '2026-10-08T01:00:00.000Z'],
])('%s', (_what, given, expected) => {
  expect(from(given)).toBe(expected);
});

test('in a year the calendar does not know every day counts as worked: nobody goes untold for it', () => {
  const rules = { ...defaultSendRules, days: chineseWorkdays() };
  expect(rules.days.isWorkday('2031-01-04')).toBeUndefined();
  expect(from('2031-01-04T12:00:00+08:00', rules)).toBe('2031-01-04T04:00:00.000Z');
});

test('people are not pressed: the wall’s clock counts', () => {
  const pressed = { realAnchor: 0, calendarAnchor: 0, factor: 1_200 };
  const rules = { ...defaultSendRules, days: mondayToFriday(), pressed };
  expect(from('2026-11-02T10:30:00+08:00', rules)).toBe('2026-11-02T02:30:00.000Z');
});
