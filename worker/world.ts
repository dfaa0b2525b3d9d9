/** Puts together what the activities work with, from the environment of a process. */
import { openRoutes } from '../activities/send/open-routes.js';
import { openCheckers } from '../activities/verify/open-checkers.js';
import { listenForReceipts } from '../activities/send/receipt-ear.js';
import type { World } from '../activities/world.js';
import { Ledger } from '../ledger/ledger.js';
import { systemClock } from '../runtime/clock/clock.js';
import type { Clock } from '../runtime/clock/clock.js';
import type { Environment } from '../runtime/configuration/environment.js';
import { openNumberSegments } from '../runtime/configuration/number-segments.js';
import { readConfiguration } from '../runtime/configuration/read-configuration.js';
import type { Logger } from '../runtime/logging/logger.js';
import { readKeyring } from '../runtime/sealing/keyring.js';
import { createSealing } from '../runtime/sealing/sealing.js';
import { currentRules } from './current-rules.js';

/** Opens ledger, keys, configuration and routes; `close` lets go of them. */
export async function openWorld(
  environment: Environment,
  logger: Logger,
  stopping: AbortSignal,
  clock: Clock = systemClock,
): Promise<World & { close(): Promise<void> }> {
  const configuration = readConfiguration(environment.configurationFile);
  const sealing = createSealing(readKeyring(environment.masterKeyFile), {
    mode: environment.sealing,
    nodeEnv: environment.nodeEnv,
    warn: (message) => logger.warn(message),
  });
  const rulesNow = currentRules(configuration, clock, logger);
  const routes = openRoutes(configuration.routes, () => clock.now());
  const checkers = openCheckers(configuration, () => clock.now());
  const segments = openNumberSegments(configuration);
  const ledger = new Ledger({
    url: environment.databaseUrl,
    connections: 20,
    onError: (err) => logger.warn({ err }, 'a ledger connection broke'),
  });
  const receipts = await listenForReceipts(ledger);
  return {
    ledger,
    sealing,
    configuration,
    get rules() {
      return rulesNow();
    },
    clock,
    logger,
    routes,
    segments,
    checkers,
    receipts,
    stopping,
    close: async () => {
      for (const { carrier } of routes.values()) carrier.close();
      for (const checker of checkers) checker.close();
      await receipts.stop();
      await ledger.close();
    },
  };
}
