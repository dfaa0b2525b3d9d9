/** Puts together what the activities work with, from the environment of a process. */
import { listenForReceipts } from '../activities/send/receipt-ear.js';
import type { World } from '../activities/world.js';
import { configurationAlarm } from '../ledger/alarm/configuration.js';
import { Ledger } from '../ledger/ledger.js';
import { systemClock } from '../runtime/clock/clock.js';
import type { Clock } from '../runtime/clock/clock.js';
import type { Environment } from '../runtime/configuration/environment.js';
import { followConfiguration } from '../runtime/configuration/follow.js';
import type { Logger } from '../runtime/logging/logger.js';
import { readKeyring } from '../runtime/sealing/keyring.js';
import { createSealing } from '../runtime/sealing/sealing.js';
import { clientsOf, openInForce } from './in-force.js';
import type { WorkerInForce } from './in-force.js';
import { retirement } from './retirement.js';

export interface OpenWorld extends World {
  /** What is told after each change of what is in force; one at a time. */
  whenChanged(told: () => void): void;
  close(): Promise<void>;
}

/**
 * Opens ledger, keys, configuration and routes, and follows the configuration file; `close` lets go of them.
 * @throws ConfigurationFault where the file is not right
 */
export async function openWorld(
  environment: Environment,
  logger: Logger,
  stopping: AbortSignal,
  clock: Clock = systemClock,
): Promise<OpenWorld> {
  const sealing = createSealing(readKeyring(environment.masterKeyFile), {
    mode: environment.sealing,
    nodeEnv: environment.nodeEnv,
    warn: (message) => logger.warn(message),
  });
  const ledger = new Ledger({
    url: environment.databaseUrl,
    connections: 20,
    onError: (err) => logger.warn({ err }, 'a ledger connection broke'),
  });
  const now = () => clock.now();
  const retired = retirement();
  const { configurationFile: file } = environment;
  let told: () => void = () => undefined;
  const inForce = followConfiguration<WorkerInForce>({
    file,
    logger,
    open: (read, before) => openInForce(read, before, now, (client) => retired.retire(client)),
    changed: () => told(),
    alarm: configurationAlarm(ledger, 'worker', file, now),
  });
  const receipts = await listenForReceipts(ledger);
  return {
    ledger,
    sealing,
    get configuration() {
      return inForce.current.configuration;
    },
    get configurationVersion() {
      return inForce.current.configurationVersion;
    },
    get rules() {
      return inForce.current.rules;
    },
    get routes() {
      return inForce.current.routes;
    },
    get formerRoutes() {
      return inForce.current.formerRoutes;
    },
    get segments() {
      return inForce.current.segments;
    },
    get checkers() {
      return inForce.current.checkers;
    },
    clock,
    logger,
    receipts,
    stopping,
    whenChanged: (tell) => {
      told = tell;
    },
    close: async () => {
      await inForce.stop();
      retired.closeAll();
      for (const client of clientsOf(inForce.current)) client.close();
      await receipts.stop();
      await ledger.close();
    },
  };
}
