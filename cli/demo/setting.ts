/** Where the demo plays: a pressed calendar, short waits, and a folder of its own. */
import type { CalendarChoice } from '../stack/configuration.js';
import type { Timing } from '../stack/timing.js';

/** One calendar day passes in so many real milliseconds: business hours are 27 s of it. */
export const demoDayMs = 72_000;
const dayMs = 86_400_000;
/** A Monday. The same in every run, so that a demo of next year plays like today's. */
const usualMonday = Date.parse('2026-06-01T10:00:00+08:00');
const weekMs = 7 * dayMs;

/** Monday 10:00 of the week an instant lies in: where the calendar of an event log's demo begins. */
export const mondayOf = (instant: number): number =>
  usualMonday + Math.floor((instant - usualMonday) / weekMs) * weekMs;

/**
 * Monday to Friday in Shanghai, without holidays, pressed so that it is Monday 10:00 at
 * `feedStartsAt` (epoch ms); which Monday, `monday` says where the feed's dates need it, and how long a day takes,
 * `pressedDayMs` where it is another than the demo's.
 */
export const demoCalendar = (
  feedStartsAt: number,
  { monday = usualMonday, pressedDayMs = demoDayMs }: { monday?: number; pressedDayMs?: number } = {},
): CalendarChoice => ({
  inline: {
    timeZone: 'Asia/Shanghai',
    holidays: 'none',
    pressed: {
      realAnchor: new Date(feedStartsAt).toISOString(),
      calendarAnchor: new Date(monday).toISOString(),
      factor: dayMs / pressedDayMs,
    },
  },
});

/** Seconds where a bank would configure minutes. */
export const demoTiming: Timing = {
  // A feed of a minute plays alike each time: no share is moved in the middle of it.
  monitor: { everyMs: dayMs },
  route: {
    callTimeoutMs: 2_250,
    lingerMs: 3_750,
    receiptDeadlineMs: 6_000,
    receiptHorizonMs: 90_000,
    settlingDelayMs: 1_200,
  },
  // Four hours of the demo's calendar without a bounce.
  email: { receiptDeadlineMs: 12_000, receiptHorizonMs: 90_000 },
  // 40 hours of the demo's calendar: longer than the demo lasts.
  staff: { dueMs: 120_000, remindBeforeMs: 22_500 },
  sweep: { everyMs: 10_000, graceMs: 10_000 },
};

/** A demo ends at the latest so long after the last line was fed. */
export const mostAfterLastLineMs = 120_000;
