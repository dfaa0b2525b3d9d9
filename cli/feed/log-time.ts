/** The times of event logs, which come in more shapes than ISO's. */
import { DateTime } from 'luxon';

const shape =
  /^(\d{4})([-/])(\d{2})\2(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * Epoch milliseconds of `2026-03-02T10:15:00.250+08:00`, also with a blank for the `T`, slashes in
 * the date, no seconds, or no offset: then it is local to the time zone (IANA name). Undefined for
 * anything else, for a date that does not exist, and outside 1970–2100.
 */
export function logTimeOf(text: string, timeZone: string): number | undefined {
  const parts = shape.exec(text);
  if (parts === null) return undefined;
  const [, year, , month, day, hour, minute, second = '00', fraction = '', offset = ''] = parts;
  const millisecond = fraction.slice(0, 3).padEnd(3, '0');
  const time = DateTime.fromISO(
    `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second}.${millisecond}${offset}`,
    { zone: timeZone },
  );
  return time.isValid && time.year >= 1970 && time.year <= 2100 ? time.toMillis() : undefined;
}

/** The local date, `YYYY-MM-DD`, of epoch milliseconds. */
export const localDateOf = (at: number, timeZone: string): string =>
  DateTime.fromMillis(at, { zone: timeZone }).toFormat('yyyy-MM-dd');
