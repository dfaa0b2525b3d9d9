import { dateAt, dayOfDate } from '../../domain/calendar/clock-face.js';
import { dayNumberOf } from '../../domain/calendar/civil-date.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';
import type { JudgedDay } from '../../ledger/reconciliation/judged.js';
import type { IntakeWorld } from '../intake/intake.js';

/** What a reconciliation works with; zone and grace are the configuration's. */
export interface ReconciliationWorld extends Pick<IntakeWorld, 'ledger' | 'sealing' | 'clock'> {
  readonly configuration: Pick<Configuration, 'calendar' | 'reconciliation'>;
}

/** No bank has older lists; the ledger's calendar would not know the oldest that ISO 8601 does. */
const firstDay = '2000-01-01';

/** A day that has begun where the bank is, or a {@link Refusal} `request-invalid`. */
export function knownDay({ clock, configuration }: ReconciliationWorld, date: string): string {
  const isDay = dayNumberOf(date) !== undefined && date >= firstDay;
  if (!isDay || date > dateAt(configuration.calendar.timeZone, clock.now()))
    throw new Refusal('request-invalid', [
      `date: expected a day as YYYY-MM-DD, from ${firstDay} to today (${configuration.calendar.timeZone})`,
    ]);
  return date;
}

/** A day as it is judged now, for a reader of these regions. */
export function judgedDay(
  { clock, configuration }: ReconciliationWorld,
  day: string,
  regions: readonly string[] | undefined,
): JudgedDay {
  const { startsAt, endsAt } = dayOfDate(configuration.calendar.timeZone, day);
  const listedUntil = clock.now() - configuration.reconciliation.graceMs;
  return { day, startsAt, endsAt, listedUntil, regions };
}
