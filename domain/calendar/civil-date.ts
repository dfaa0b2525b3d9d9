/**
 * Dates without a clock or a zone: `YYYY-MM-DD` and the number of days since 1970-01-01.
 * Everything is counted in UTC, so that the zone of the process plays no part.
 */
const dayMs = 86_400_000;

/** The day's number, or undefined where the text is not a date that exists. */
export function dayNumberOf(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const number = Date.parse(`${date}T00:00:00Z`) / dayMs;
  // Some engines read the 30th of February as a day in March.
  return Number.isInteger(number) && dateOf(number) === date ? number : undefined;
}

/** The date with this number. */
export const dateOf = (dayNumber: number): string => new Date(dayNumber * dayMs).toISOString().slice(0, 10);

/** Whether the date is a Monday to Friday; false for what is not a date. */
export function isMondayToFriday(date: string): boolean {
  const number = dayNumberOf(date);
  if (number === undefined) return false;
  // Day 0 was a Thursday.
  const weekday = (((number + 4) % 7) + 7) % 7;
  return weekday >= 1 && weekday <= 5;
}
