import { readDayOverrides } from '../../domain/calendar/day-overrides.js';
import type { DayOverrides } from '../../domain/calendar/day-overrides.js';
import type { Fault } from './configuration-fault.js';
import type { Configuration } from './configuration-schema.js';
import { readJsonFile } from './json-file.js';

/** Whether `calendar.holidays` names a file. */
export const namesFile = (holidays: string): boolean => holidays !== 'cn' && holidays !== 'none';

const nothing: DayOverrides = { holidays: [], workdays: [] };

/** The bank's own holidays and workdays, if the configuration names a file of them. */
export function readHolidays(
  configuration: Configuration,
): { overrides: DayOverrides } | { faults: Fault[] } {
  const { holidays } = configuration.calendar;
  if (!namesFile(holidays)) return { overrides: nothing };
  const read = readJsonFile(holidays);
  return 'faults' in read ? read : readDayOverrides(read.json);
}
