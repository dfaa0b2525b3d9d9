/** The API's whole text: what it counts, what it reads, and what is left of it where the ledger is away. */
import { openMetrics } from '../../../api/metrics/open-metrics.js';
import type { MetricsOptions } from '../../../api/metrics/open-metrics.js';
import { Ledger } from '../../../ledger/ledger.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import { Secret } from '../../../runtime/configuration/secret.js';
import { openedIntake } from '../../client/intake-world.js';
import type { OpenedIntake } from '../../client/intake-world.js';
import { promtool } from '../../deploy/promtool.js';
import { Scraped } from '../../journeys/scraped.js';

let opened: OpenedIntake;
beforeAll(async () => {
  opened = await openedIntake();
});
afterAll(() => opened.close());

const configuration = configurationSchema.parse({
  version: 1,
  routes: [],
  staff: { callBackNumber: '95599' },
});

function opening(ledger: Ledger, lastCalendarYear?: number) {
  const inForce: ReturnType<MetricsOptions['inForce']> = {
    configuration,
    lastCalendarYear,
    metricsSources: undefined,
    secrets: new Map([['sms/aliyun', new Secret('a-secret-of-the-tests')]]),
    webhooks: [],
  };
  const { clock, logger } = opened.world;
  return openMetrics({ ledger, clock, logger, inForce: () => inForce });
}

test('is one text of what is counted and of how the ledger stands', async () => {
  const { tally, door } = opening(opened.api);
  tally.reportTaken({ kind: 'stage', answer: 'known', at: opened.time.now });
  const text = await door.text();
  expect(promtool(['check', 'metrics'], text)).toEqual({ status: 0, said: '' });
  const scraped = new Scraped(text);
  expect(scraped.total('bida_reports_total')).toBe(1);
  expect(scraped.total('bida_scrape_failed', { source: 'ledger' })).toBe(0);
  expect(scraped.names).toContain('bida_notices');
  // Known by its configuration, before anything is heard of it.
  expect(scraped.text).toContain('bida_unlisted_codes_total{route="sms/aliyun",said_in="receipt"} 0');
});

test('a ledger that is away takes its own figures along and nothing else', async () => {
  const away = new Ledger({ url: 'postgres://nobody@127.0.0.1:1/nothing' });
  const { tally, door } = opening(away, 2026);
  tally.reportTaken({ kind: 'stage', answer: 'known', at: opened.time.now });
  const scraped = new Scraped(await door.text());
  expect(scraped.total('bida_scrape_failed', { source: 'ledger' })).toBe(1);
  expect(scraped.total('bida_reports_total')).toBe(1);
  expect(scraped.total('bida_calendar_end_timestamp_seconds')).toBeGreaterThan(0);
  expect([...scraped.names].filter((name) => /^bida_(notices|held|tasks|outbox|alarms)/.test(name))).toEqual(
    [],
  );
  await away.close();
});

test('the calendar is told by when it ends in the bank’s own zone, and as without end where it needs no data', async () => {
  const ends = new Scraped(await opening(opened.api, 2027).door.text());
  // The clock stands in November 2026.
  expect(ends.total('bida_calendar_years_left')).toBe(1);
  expect(ends.total('bida_calendar_end_timestamp_seconds')).toBe(
    Date.parse('2028-01-01T00:00:00+08:00') / 1_000,
  );
  const over = new Scraped(await opening(opened.api, 2025).door.text());
  expect(over.total('bida_calendar_years_left')).toBe(-1);
  const endless = new Scraped(await opening(opened.api).door.text());
  expect(endless.total('bida_calendar_years_left')).toBe(Infinity);
  expect(endless.names).not.toContain('bida_calendar_end_timestamp_seconds');
});
