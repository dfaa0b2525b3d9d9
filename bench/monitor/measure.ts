/** How long the monitor looks at routes in a ledger of millions of attempts: the statement it asks each minute, and its whole look. */
import { createMonitorActivities } from '../../activities/monitor/watch-routes.js';
import type { World } from '../../activities/world.js';
import { carriers, provinces } from '../../domain/contact/number-segment.js';
import { minuteCounts } from '../../ledger/health/counts.js';
import { Ledger } from '../../ledger/ledger.js';
import { median } from '../figures/ratio.js';
import { machineOf } from '../machine.js';
import type { Machine } from '../machine.js';
import { onFilledStack } from '../on-filled-stack.js';
import type { FilledStack } from '../on-filled-stack.js';

export interface MonitorOrder {
  readonly attempts: number;
  /** How many of them in the last hour. */
  readonly lately: number;
  readonly times: number;
  readonly seed: number;
}

export interface MonitorMeasured {
  readonly order: MonitorOrder;
  readonly at: string;
  readonly machine: Machine;
  readonly attempts: number;
  /** Rows of minute, route, province and carrier that the statement answered. */
  readonly rows: number;
  readonly countMs: { readonly median: number; readonly most: number };
  readonly lookMs: { readonly median: number; readonly most: number };
}

/** What the statement may take. */
export const withinMs = 200;
export const passes = ({ countMs, order }: MonitorMeasured): boolean =>
  countMs.median <= withinMs || order.attempts < 1_000_000;

const minuteMs = 60_000;

export const measureMonitor = (
  order: MonitorOrder,
  progress: (line: string) => void,
): Promise<MonitorMeasured> =>
  onFilledStack(
    {
      ...order,
      // As a bank makes them, the oldest first: three months, and then a busy hour.
      fill: (client, from, last, { configuration }) =>
        client.query(statement, [
          from,
          last,
          order.attempts,
          order.lately,
          configuration.routes.map(({ route }) => route),
          [...provinces],
          [...carriers],
        ]),
    },
    (stack) => measure(order, stack, progress),
    progress,
  );

async function measure(
  order: MonitorOrder,
  { file, bank, superUrl }: FilledStack,
  progress: (line: string) => void,
): Promise<MonitorMeasured> {
  const ledger = new Ledger({ url: superUrl, connections: 2 });
  try {
    const world = { ...bank, ledger } as unknown as World;
    const late = new Map(bank.configuration.routes.map(({ route }) => [route, 5 * minuteMs]));
    const counting: number[] = [];
    const looking: number[] = [];
    let rows = 0;
    for (let nth = 0; nth < order.times; nth += 1) {
      counting.push(
        await took(async () => {
          rows = (await minuteCounts(ledger, Date.now() - 22 * minuteMs, late)).length;
        }),
      );
      looking.push(await took(() => createMonitorActivities(world, () => Promise.resolve()).watchRoutes()));
      progress(`look ${nth + 1} of ${order.times}: ${Math.round(counting.at(-1) ?? 0)} ms to count`);
    }
    const [counted] = await ledger.query<{ attempts: number }>('SELECT count(*) AS attempts FROM attempt');
    return {
      order,
      at: new Date().toISOString(),
      machine: await machineOf(bank, file),
      attempts: counted?.attempts ?? 0,
      rows,
      countMs: spread(counting),
      lookMs: spread(looking),
    };
  } finally {
    await ledger.close();
  }
}

const spread = (times: readonly number[]) => ({
  median: Math.round(median(times) * 10) / 10,
  most: Math.round(Math.max(...times) * 10) / 10,
});

async function took(work: () => Promise<unknown>): Promise<number> {
  const beganAt = performance.now();
  await work();
  return performance.now() - beganAt;
}

const statement = `
  INSERT INTO attempt (attempt_id, application_id, stage, round, route, contact, contact_index, purpose, words, outcome,
                       lingering, intended_at, answered_at, settled_at, settlement, receipt_deadline, receipt_horizon,
                       provider_message_id, carrier_guess, province_guess)
  SELECT gen_random_uuid(), 'BENCH-' || n, 'final-decision', 1, ($5::text[])[1 + n % cardinality($5::text[])], 'mobile@1',
         decode(md5(n::text), 'hex'), 'first', 'SMS_1', 'accepted', false, began, began + interval '80 ms',
         began + make_interval(secs => 2 + 20 * random()), CASE WHEN random() < 0.97 THEN 'delivered' ELSE 'undelivered' END,
         began + interval '3 minutes', began + interval '72 hours', 'M-' || n,
         ($7::text[])[1 + floor(random() * cardinality($7::text[]))::int],
         ($6::text[])[1 + floor(random() * cardinality($6::text[]))::int]
    FROM (SELECT n, now() - CASE
              WHEN n >= $3::bigint - $4::bigint THEN interval '1 hour' * (($3::bigint - n)::float / $4::bigint)
              ELSE interval '1 hour' + interval '90 days' * (($3::bigint - $4::bigint - n)::float / $3::bigint) END AS began
            FROM generate_series($1::bigint, $2::bigint) AS n) AS one`;
