/** Instants as a person says them: on the wall of the bank's zone, or on its calendar where that is pressed. */
import { dayAt, minuteAt } from '../calendar/clock-face.js';
import { calendarAt } from '../calendar/pressed.js';
import type { Pressed } from '../calendar/pressed.js';

/** Whose clock and calendar times are told by. */
export interface Clockwork {
  /** IANA name. */
  readonly timeZone: string;
  /** Where the calendar runs faster than the clock (demonstrations). */
  readonly pressed?: Pressed;
}

/** What the wall shows. `weekday`: 0 is Sunday. `clock`: `09:00`, `toTheSecond`: `09:00:07`. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly clock: string;
  readonly toTheSecond: string;
}

const two = (count: number): string => String(count).padStart(2, '0');

/** The moment of an instant in a zone. Throws a RangeError for an unknown zone. */
export function momentIn(timeZone: string, instant: number): Moment {
  const { date, dayNumber } = dayAt(timeZone, instant);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const minute = minuteAt(timeZone, instant);
  const clock = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  // 1970-01-01 was a Thursday.
  const weekday = (((dayNumber + 4) % 7) + 7) % 7;
  const second = ((Math.floor(instant / 1_000) % 60) + 60) % 60;
  return { year, month, day, weekday, clock, toTheSecond: `${clock}:${two(second)}` };
}

/** `2026-11-30 10:00:05` on the wall of a zone. Throws a RangeError for an unknown zone. */
export function wallClock(timeZone: string, instant: number): string {
  const { year, month, day, toTheSecond } = momentIn(timeZone, instant);
  return `${year}-${two(month)}-${two(day)} ${toTheSecond}`;
}

/** The first moment of a local date `YYYY-MM-DD`, whatever the zone. */
export const momentOfDate = (date: string): Moment => momentIn('UTC', Date.parse(`${date}T00:00:00Z`));

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A length of time as a person says it: whole minutes up to two hours, hours up to two days, then days. */
export function roughly(ms: number): { readonly count: number; readonly unit: 'minute' | 'hour' | 'day' } {
  if (ms < 2 * hourMs) return { count: Math.floor(ms / minuteMs), unit: 'minute' };
  return ms < 2 * dayMs
    ? { count: Math.floor(ms / hourMs), unit: 'hour' }
    : { count: Math.floor(ms / dayMs), unit: 'day' };
}

/** The moment the bank's calendar shows at an instant, which rules about windows are meant by. */
export const calendarMomentOf = ({ timeZone, pressed }: Clockwork, instant: number): Moment =>
  momentIn(timeZone, calendarAt(pressed, instant));
