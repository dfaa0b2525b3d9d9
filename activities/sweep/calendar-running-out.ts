import { dateAt } from '../../domain/calendar/clock-face.js';
import { calendarAt } from '../../domain/calendar/pressed.js';
import { openAlarmsOf, raiseAlarm, resolveAlarm } from '../../ledger/alarm/raise.js';
import type { World } from '../world.js';

/** Holidays of a year are published about then; a release and its approval take their time. */
const aheadMs = 60 * 24 * 3_600_000;
const kind = 'calendar-running-out';

/** Raises the alarm of a year the calendar will soon be asked about and does not know; over once it does. */
export async function judgeCalendar({
  ledger,
  clock,
  rules,
}: Pick<World, 'ledger' | 'clock' | 'rules'>): Promise<void> {
  const now = clock.now();
  const date = dateAt(rules.timeZone, calendarAt(rules.pressed, now) + aheadMs);
  const year = date.slice(0, 4);
  const isUnknown = rules.open !== true && rules.days.isWorkday(date) === undefined;
  if (isUnknown) await raiseAlarm(ledger, kind, year, now, { counts: false });
  for (const { subject } of await openAlarmsOf(ledger, kind))
    if (!isUnknown || subject !== year) await resolveAlarm(ledger, kind, subject, now);
}
