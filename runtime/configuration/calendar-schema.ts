import { z } from 'zod';

const clockTime = (expected: string) =>
  z.string(expected).regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, expected);
const timeOfDay = clockTime('expected a time of day as HH:MM');
const instant = z.iso.datetime({ offset: true, error: 'expected an ISO instant with its offset' });
const duration = z.int().min(0);

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const windowSchema = (open: string, close: string) =>
  z.strictObject({ open: timeOfDay.default(open), close: timeOfDay.default(close) }).prefault({});

/** When notices may be sent; the defaults are mainland China's. Durations are the calendar's own. */
export const calendarSchema = z.strictObject({
  timeZone: z
    .string()
    .refine(isTimeZone, 'expected an IANA time zone, such as Asia/Shanghai')
    .default('Asia/Shanghai'),
  /**
   * `cn` the State Council's notices, `none` Monday to Friday, or a file of our own holidays and
   * workdays on top of `cn`.
   */
  holidays: z.string().min(1, 'expected "cn" or "none" or the path of a file').default('cn'),
  /** Never holds, for trying out. */
  open: z.boolean().default(false),
  window: windowSchema('09:00', '18:00'),
  wider: windowSchema('09:00', '20:00'),
  quiet: z.strictObject({ from: timeOfDay.default('22:00'), to: timeOfDay.default('08:00') }).prefault({}),
  maxHoldMs: duration.max(31 * 86_400_000).default(86_400_000),
  spreadMs: duration.max(3_600_000).default(60_000),
  /** A calendar that runs faster than the clock, for demonstrations. */
  pressed: z
    .strictObject({ realAnchor: instant, calendarAnchor: instant, factor: z.number().positive() })
    .optional(),
});
