/** When those are at work who are told by day alone. */
import { dayAt, localDay } from '../calendar/clock-face.js';
import { openingsOf } from '../policy/day-openings.js';
import type { SendRules } from '../policy/send-rules.js';

/** No holidays last longer. */
const sightDays = 40;

/**
 * The first instant of business hours at or after `at` (epoch milliseconds), by the clock on the wall even where the calendar
 * is pressed: people are not. A day of a year the calendar does not know counts as worked, since an alarm nobody hears of
 * is worse than one too early.
 */
export function officeFrom({ days, timeZone, window }: SendRules, at: number): number {
  const today = dayAt(timeZone, at).dayNumber;
  for (let ahead = 0; ahead <= sightDays; ahead += 1) {
    const day = localDay(timeZone, today + ahead);
    if (days.isWorkday(day.date) === false) continue;
    for (const { opensAt, closesAt } of openingsOf(day, window, undefined))
      if (at < closesAt) return Math.max(at, opensAt);
  }
  return at;
}
