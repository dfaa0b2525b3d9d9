/** A calendar in which days pass in seconds, for tests that wait through them. */
import { calendarAt, realAt } from '../../domain/calendar/pressed.js';
import type { Pressed } from '../../domain/calendar/pressed.js';
import type { CalendarChoice } from '../../cli/stack/configuration.js';
import { until } from './until.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Shanghai keeps one offset all year. */
const shanghaiMs = 8 * hourMs;

/** Shanghai, Monday to Friday, from an instant of that calendar on; instants here are the calendar's own. */
export class FastCalendar {
  readonly #pressed: Pressed;

  /** One day passes in `realDayMs`; it is `from` (ISO, with its offset) now. */
  constructor(
    private readonly realDayMs: number,
    from: string,
  ) {
    this.#pressed = {
      realAnchor: Date.now(),
      calendarAnchor: Date.parse(from),
      factor: dayMs / realDayMs,
    };
  }

  /** For the stack's configuration. */
  get choice(): CalendarChoice {
    const { realAnchor, calendarAnchor, factor } = this.#pressed;
    const [real, calendar] = [realAnchor, calendarAnchor].map((at) => new Date(at).toISOString());
    return {
      inline: {
        timeZone: 'Asia/Shanghai',
        holidays: 'none',
        pressed: { realAnchor: real ?? '', calendarAnchor: calendar ?? '', factor },
      },
    };
  }

  /** How long so many of its hours take, in whole milliseconds. */
  hours(count: number): number {
    return Math.round((count / 24) * this.realDayMs);
  }

  /** What it shows at a real instant: now unless given. */
  at(real = Date.now()): number {
    return calendarAt(this.#pressed, real);
  }

  /** The hour of the day at an instant of the calendar: 9.5 is half past nine. */
  hourOf(instant: number): number {
    return ((instant + shanghaiMs) % dayMs) / hourMs;
  }

  /** The next instant at which it is this hour on a workday. */
  nextWorkday(hour: number): number {
    const now = this.at() + shanghaiMs;
    for (let day = Math.floor(now / dayMs); ; day += 1) {
      const found = day * dayMs + hour * hourMs;
      // 1 January 1970 was a Thursday.
      const weekday = (day + 4) % 7;
      if (found > now && weekday !== 0 && weekday !== 6) return found - shanghaiMs;
    }
  }

  /** Waits until it shows an instant. */
  async comesTo(instant: number): Promise<void> {
    const real = realAt(this.#pressed, instant);
    const what = `the calendar comes to ${new Date(instant).toISOString()}`;
    await until(() => Date.now() >= real, real - Date.now() + 1_000, what);
  }
}
