/**
 * Pressed time: a calendar that runs faster than the clock, so that a demonstration sees a day
 * with its windows pass in seconds. The two meet at the anchors (epoch milliseconds); from there
 * `factor` calendar milliseconds pass in each real one (1200: a day in 72 seconds).
 */
export interface Pressed {
  readonly realAnchor: number;
  readonly calendarAnchor: number;
  /** Greater than 0. */
  readonly factor: number;
}

/** What the calendar shows at a real instant, in whole milliseconds. Without pressing, the instant. */
export function calendarAt(pressed: Pressed | undefined, real: number): number {
  if (pressed === undefined) return real;
  return Math.floor(pressed.calendarAnchor + (real - pressed.realAnchor) * pressed.factor);
}

/** The first whole real millisecond at which the calendar has come to an instant, never one before. */
export function realAt(pressed: Pressed | undefined, calendar: number): number {
  if (pressed === undefined) return calendar;
  const real = Math.ceil(pressed.realAnchor + (calendar - pressed.calendarAnchor) / pressed.factor);
  // The division may have rounded either way.
  if (calendarAt(pressed, real) < calendar) return real + 1;
  return calendarAt(pressed, real - 1) >= calendar ? real - 1 : real;
}

/** How many calendar milliseconds pass in so many real ones, and the other way round. */
export const calendarSpanMs = (pressed: Pressed | undefined, realMs: number): number =>
  realMs * (pressed?.factor ?? 1);
export const realSpanMs = (pressed: Pressed | undefined, calendarMs: number): number =>
  calendarMs / (pressed?.factor ?? 1);
