/** What a worker process tells of itself: what it counted, and what Temporal's SDK says, as one text. */
import type { Route } from '../domain/attempt/route.js';
import type { Environment } from '../runtime/configuration/environment.js';
import type { Logger } from '../runtime/logging/logger.js';
import { createMeters } from '../runtime/metrics/meters.js';
import { buildInfo, stateText } from '../runtime/metrics/state.js';
import { noTally } from '../runtime/metrics/tally.js';
import type { Tally } from '../runtime/metrics/tally.js';
import { openMetricsDoor } from './metrics-door.js';
import type { MetricsDoor } from './metrics-door.js';
import { installMeasuredRuntime, installRuntime } from './sdk-metrics.js';
import type { OpenWorld } from './world.js';

type Measured = Pick<OpenWorld, 'routes' | 'formerRoutes' | 'metricsSources'>;

export interface WorkerMetrics {
  readonly tally: Tally;
  /** Lets them be read; nothing is opened where nobody is to. */
  open(world: Measured): Promise<MetricsDoor | undefined>;
}

/** Installs the SDK's runtime, which must know from its beginning whether it is measured. */
export async function prepareMetrics(
  at: Environment['workerMetrics'],
  logger: Logger,
): Promise<WorkerMetrics> {
  if (at === undefined) {
    installRuntime(logger);
    return { tally: noTally, open: () => Promise.resolve(undefined) };
  }
  const readSdk = await installMeasuredRuntime(logger);
  let measured: Measured | undefined;
  const routes = {
    has: (route: Route) =>
      measured?.routes.has(route) === true || measured?.formerRoutes?.has(route) === true,
    keys: () => measured?.routes.keys() ?? [],
  };
  const meters = createMeters(
    () => routes,
    (err) => logger.error({ err }, 'something could not be counted'),
  );
  const text = async (): Promise<string> => {
    const sdk = await readSdk().catch((failure: unknown) => {
      logger.warn({ err: failure }, 'the metrics of the SDK could not be read');
      return undefined;
    });
    const state = await stateText({
      ...buildInfo('worker'),
      bida_scrape_failed: [{ source: 'temporal-sdk', value: sdk === undefined ? 1 : 0 }],
    });
    return [await meters.text(), state, sdk ?? ''].join('\n');
  };
  return {
    tally: meters.tally,
    open: (world) => {
      measured = world;
      return openMetricsDoor({ ...at, sources: () => world.metricsSources, text, logger });
    },
  };
}
