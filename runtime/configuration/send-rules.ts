import type { DayOverrides } from '../../domain/calendar/day-overrides.js';
import { chineseWorkdays, mondayToFriday } from '../../domain/calendar/day-table.js';
import type { Clockwork } from '../../domain/explanation/moment.js';
import type { SendRules } from '../../domain/policy/send-rules.js';
import { ConfigurationFault } from './configuration-fault.js';
import type { Configuration } from './configuration-schema.js';
import { readHolidays } from './holidays.js';
import { minuteOfDay } from './minute-of-day.js';

/** The send rules of a configuration, with the bank's own holidays and workdays. */
export function sendRulesOf({ calendar }: Configuration, dayOverrides: DayOverrides): SendRules {
  const { window, wider, quiet, pressed } = calendar;
  const spanOf = ({ open, close }: { open: string; close: string }) => ({
    openMinute: minuteOfDay(open),
    closeMinute: minuteOfDay(close),
  });
  return {
    days: calendar.holidays === 'none' ? mondayToFriday(dayOverrides) : chineseWorkdays(dayOverrides),
    timeZone: calendar.timeZone,
    window: spanOf(window),
    wider: spanOf(wider),
    quiet: { fromMinute: minuteOfDay(quiet.from), toMinute: minuteOfDay(quiet.to) },
    maxHoldMs: calendar.maxHoldMs,
    spreadMs: calendar.spreadMs,
    ...(calendar.open ? { open: true } : {}),
    ...(pressed === undefined ? {} : { pressed: pressedOf(pressed) }),
  };
}

const pressedOf = ({
  realAnchor,
  calendarAnchor,
  factor,
}: NonNullable<Configuration['calendar']['pressed']>) => ({
  realAnchor: Date.parse(realAnchor),
  calendarAnchor: Date.parse(calendarAnchor),
  factor,
});

/** The zone, and where it is pressed the calendar, by which times are told to a person. */
export const clockworkOf = ({ calendar: { timeZone, pressed } }: Configuration): Clockwork => ({
  timeZone,
  ...(pressed === undefined ? {} : { pressed: pressedOf(pressed) }),
});

/**
 * The same, reading the holiday file the configuration names. The worker reads it again when it has
 * changed, so that next year's holidays need no restart.
 * @throws ConfigurationFault when that file is no longer right
 */
export function readSendRules(configuration: Configuration): SendRules {
  const read = readHolidays(configuration);
  if ('overrides' in read) return sendRulesOf(configuration, read.overrides);
  const { holidays } = configuration.calendar;
  throw new ConfigurationFault(
    read.faults.map(
      ({ path, expected }) => `${holidays}: ${path === '' ? '' : `${path}: `}expected ${expected}`,
    ),
  );
}
