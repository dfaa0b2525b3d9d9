/** What the API process tells of itself and of the ledger, as one text. */
import { dayAt, dayOfDate } from '../../domain/calendar/clock-face.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Logger } from '../../runtime/logging/logger.js';
import { createMeters } from '../../runtime/metrics/meters.js';
import { buildInfo, stateText } from '../../runtime/metrics/state.js';
import type { State } from '../../runtime/metrics/state.js';
import type { Tally } from '../../runtime/metrics/tally.js';
import type { DoorInForce } from '../in-force.js';
import type { MetricsDoor } from './door.js';
import { watchLedger } from './ledger-watch.js';

export interface MetricsOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly inForce: () => Pick<
    DoorInForce,
    'configuration' | 'lastCalendarYear' | 'metricsSources' | 'secrets' | 'webhooks'
  >;
}

/** The tally of the process, and the door by which it is read. */
export function openMetrics(options: MetricsOptions): { readonly tally: Tally; readonly door: MetricsDoor } {
  const { ledger, clock, logger, inForce } = options;
  const { tally, text: countedText } = createMeters(
    () => inForce().secrets,
    (err) => logger.error({ err }, 'something could not be counted'),
  );
  const endpoints = () => inForce().webhooks.map(({ name }) => name);
  const askLedger = watchLedger({ ledger, clock, logger, tally, endpoints });
  const text = async (): Promise<string> => {
    // First: what became of notices is counted on the way.
    const ofLedger = await askLedger();
    const state = await stateText({
      ...buildInfo('api'),
      ...calendarFigures(inForce(), clock.now()),
      bida_scrape_failed: [{ source: 'ledger', value: ofLedger === undefined ? 1 : 0 }],
      ...ofLedger,
    });
    return `${await countedText()}\n${state}`;
  };
  const door = {
    get sources() {
      return inForce().metricsSources;
    },
    text,
  };
  return { tally, door };
}

function calendarFigures(
  { configuration, lastCalendarYear }: ReturnType<MetricsOptions['inForce']>,
  now: number,
): State {
  if (lastCalendarYear === undefined) return { bida_calendar_years_left: [{ value: Infinity }] };
  const { timeZone } = configuration.calendar;
  const year = Number(dayAt(timeZone, now).date.slice(0, 4));
  const end = dayOfDate(timeZone, `${lastCalendarYear + 1}-01-01`).startsAt;
  return {
    bida_calendar_years_left: [{ value: lastCalendarYear - year }],
    bida_calendar_end_timestamp_seconds: [{ value: end / 1_000 }],
  };
}
