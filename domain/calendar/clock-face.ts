import { IANAZone } from 'luxon';
import { dateOf, dayNumberOf } from './civil-date.js';

/**
 * What the clock on the wall shows in an IANA zone, and when it shows it. A local time that a
 * clock change skips is the first instant after the gap; one that it repeats is the first of the two.
 */
export interface LocalDay {
  readonly timeZone: string;
  /** Days since 1970-01-01, counted on the local calendar. */
  readonly dayNumber: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** The first instant of the day, and the first of the next; epoch milliseconds. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** No clock change on this day: the minutes simply add up. */
  readonly steady: boolean;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

// Asking a zone for its offset takes microseconds, a send decision asks many times about few days.
const remembered = new Map<string, Map<number, LocalDay>>();
const rememberedDays = 2_000;

/** Milliseconds the zone is ahead of UTC at an instant. Throws a RangeError for an unknown zone. */
function offsetMs(timeZone: string, instant: number): number {
  const zone = IANAZone.create(timeZone);
  if (!zone.isValid) throw new RangeError('not an IANA time zone');
  return zone.offset(instant) * minuteMs;
}

/** The instant at which the wall shows a time, given as if it were UTC. */
function instantOfWall(timeZone: string, wall: number): number {
  const before = offsetMs(timeZone, wall - dayMs);
  const after = offsetMs(timeZone, wall + dayMs);
  if (before === after) return wall - before;
  const shownAt = [wall - before, wall - after].filter((at) => at + offsetMs(timeZone, at) === wall);
  if (shownAt.length > 0) return Math.min(...shownAt);
  // Skipped: halve the stretch around the change until its instant is left.
  let still = wall - after;
  let changed = wall - before;
  while (changed - still > 1) {
    const middle = Math.floor((still + changed) / 2);
    if (offsetMs(timeZone, middle) === before) still = middle;
    else changed = middle;
  }
  return changed;
}

/** The local day with this number. Throws a RangeError for an unknown zone. */
export function localDay(timeZone: string, dayNumber: number): LocalDay {
  const days = remembered.get(timeZone) ?? new Map<number, LocalDay>();
  remembered.set(timeZone, days);
  const known = days.get(dayNumber);
  if (known !== undefined) return known;
  const startsAt = instantOfWall(timeZone, dayNumber * dayMs);
  const endsAt = instantOfWall(timeZone, (dayNumber + 1) * dayMs);
  const steady = endsAt - startsAt === dayMs && offsetMs(timeZone, startsAt) === offsetMs(timeZone, endsAt);
  const day = { timeZone, dayNumber, date: dateOf(dayNumber), startsAt, endsAt, steady };
  if (days.size >= rememberedDays) days.clear();
  days.set(dayNumber, day);
  return day;
}

/** The local day an instant falls on. Throws a RangeError for an unknown zone. */
export function dayAt(timeZone: string, instant: number): LocalDay {
  let day = localDay(timeZone, Math.floor(instant / dayMs));
  while (instant < day.startsAt) day = localDay(timeZone, day.dayNumber - 1);
  while (instant >= day.endsAt) day = localDay(timeZone, day.dayNumber + 1);
  return day;
}

/** When the wall shows a minute (0 … 1440, which is the next midnight) of a local day. */
export function instantOf(day: LocalDay, minute: number): number {
  if (day.steady) return day.startsAt + minute * minuteMs;
  return instantOfWall(day.timeZone, day.dayNumber * dayMs + minute * minuteMs);
}

/** The minute of the day, 0 … 1439, the wall shows at an instant. */
export function minuteAt(timeZone: string, instant: number): number {
  const wall = instant + offsetMs(timeZone, instant);
  return Math.floor((((wall % dayMs) + dayMs) % dayMs) / minuteMs);
}

/** The local date, `YYYY-MM-DD`, of an instant. */
export const dateAt = (timeZone: string, instant: number): string => dayAt(timeZone, instant).date;

/** The local day of a date. Throws a RangeError where the text is not a date, or the zone unknown. */
export function dayOfDate(timeZone: string, date: string): LocalDay {
  const dayNumber = dayNumberOf(date);
  if (dayNumber === undefined) throw new RangeError('not a date as YYYY-MM-DD');
  return localDay(timeZone, dayNumber);
}
