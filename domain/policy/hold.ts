import { dayAt, localDay } from '../calendar/clock-face.js';
import { openingsOf } from './day-openings.js';
import type { QuietHours, SendRules, SendWindow } from './send-rules.js';

/** A notice's hold under policy `preferred`; instants are the calendar's. */
export interface Hold {
  readonly rules: SendRules;
  /** Undefined for a channel that keeps no quiet hours. */
  readonly quiet: QuietHours | undefined;
  readonly reportedAt: number;
  /** When the hold has to end: the longest hold is over, or the notice becomes useless. */
  readonly endsAt: number;
  /** It is the notice's own date that ends the hold. */
  readonly byDate: boolean;
}

/** No decision looks further than this many days. */
export const sightDays = 40;

/** The days from that of `until` back to that of `from`. */
function* daysBack(rules: SendRules, from: number, until: number) {
  const first = dayAt(rules.timeZone, from).dayNumber;
  const last = dayAt(rules.timeZone, until).dayNumber;
  for (let number = last; number >= first && number > last - sightDays; number -= 1)
    yield localDay(rules.timeZone, number);
}

/**
 * Days, latest first, with the last opening of a window that lies, at least partly, between two
 * instants; days without one are left out.
 */
function* openingsBack(hold: Hold, window: SendWindow, from: number, until: number) {
  for (const day of daysBack(hold.rules, from, until)) {
    const opening = openingsOf(day, window, hold.quiet).findLast(
      ({ opensAt, closesAt }) => opensAt <= until && closesAt > from,
    );
    if (opening !== undefined) yield { date: day.date, ...opening };
  }
}

/** From when the wider window may be used. */
export interface WiderFrom {
  readonly from: number;
  /** Given where a year without data leaves open whether it may be used earlier, from `at` on. */
  readonly perhaps?: { readonly at: number; readonly unknownYear: number };
}

/**
 * From when the wider window may be used, for a decision taken at `now`. If business hours come
 * before the end of the hold, from that end. Otherwise also from the end if it lies in a wider
 * window, else already in the last wider window before it, since the next would come too late.
 * Business hours that were missed count as if they had not come where the notice's own date ends
 * the hold: it should go on that day's evening rather than after its date.
 */
export function widerFrom(hold: Hold, now: number): WiderFrom {
  const { rules, reportedAt, endsAt, byDate } = hold;
  if (now >= endsAt) return { from: endsAt };
  const [lastWider] = openingsBack(hold, rules.wider, reportedAt, endsAt);
  if (lastWider === undefined || lastWider.closesAt > endsAt) return { from: endsAt };
  const at = Math.max(reportedAt, lastWider.opensAt);

  let unknownYear: number | undefined;
  const since = byDate ? Math.max(reportedAt, now) : reportedAt;
  for (const { date, closesAt } of openingsBack(hold, rules.window, since, endsAt)) {
    const workday = rules.days.isWorkday(date);
    if (workday === undefined) unknownYear = Number(date.slice(0, 4));
    else if (workday && !byDate) return { from: endsAt };
    else if (workday && unknownYear === undefined) return { from: Math.max(at, Math.min(closesAt, endsAt)) };
  }
  return unknownYear === undefined ? { from: at } : { from: endsAt, perhaps: { at, unknownYear } };
}
