/** Puts together what the activities work with, from the environment of a process. */
import { listenForReceipts } from '../activities/send/receipt-ear.js';
import type { World } from '../activities/world.js';
import { configurationAlarm } from '../ledger/alarm/configuration.js';
import { keepKeyUse, noteKeys } from '../ledger/key/keep-use.js';
import { Ledger } from '../ledger/ledger.js';
import { expectRoleOf } from '../ledger/room-role.js';
import { systemClock } from '../runtime/clock/clock.js';
import type { Clock } from '../runtime/clock/clock.js';
import type { Environment } from '../runtime/configuration/environment.js';
import { followConfiguration } from '../runtime/configuration/follow.js';
import type { Logger } from '../runtime/logging/logger.js';
import type { Tally } from '../runtime/metrics/tally.js';
import type { AddressList } from '../runtime/network/address-list.js';
import { processKeys } from '../runtime/keys/process-keys.js';
import type { ProcessKeys } from '../runtime/keys/process-keys.js';
import { createSealing } from '../runtime/sealing/sealing.js';
import { clientsOf, openInForce } from './in-force.js';
import type { WorkerInForce } from './in-force.js';
import { retirement } from './retirement.js';

export interface OpenWorld extends World {
  /** What is told after each change of what is in force; one at a time. */
  whenChanged(told: () => void): void;
  /** The key of payloads, followed like the configuration. */
  readonly codecKeys: ProcessKeys['codec'];
  /** From where metrics may be read, as it is in force. */
  readonly metricsSources: AddressList | undefined;
  close(): Promise<void>;
}

/**
 * Opens ledger, keys, configuration and routes, and follows the configuration file; `close` lets go of them.
 * @throws ConfigurationFault where the file is not right, OthersRole where the ledger was logged in to as another room
 */
export async function openWorld(
  environment: Environment,
  logger: Logger,
  stopping: AbortSignal,
  tally: Tally,
  clock: Clock = systemClock,
): Promise<OpenWorld> {
  const ledger = new Ledger({
    url: environment.databaseUrl,
    connections: 20,
    onError: (err) => logger.warn({ err }, 'a ledger connection broke'),
  });
  const now = () => clock.now();
  const keys = processKeys(environment, (keyFile) => ({
    logger,
    alarm: configurationAlarm(ledger, 'worker', keyFile, now),
  }));
  const sealing = createSealing(keys.ledger, {
    mode: environment.sealing,
    nodeEnv: environment.nodeEnv,
    warn: (message) => logger.warn(message),
  });
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
  await expectRoleOf(ledger, 'worker');
  await noteKeys(ledger, keys.held());
  const keyUse = keepKeyUse({
    ledger,
    held: () => keys.held(),
    failed: (err) => logger.warn({ err }, 'the keys in use could not be put on record'),
  });
  keys.whenChanged(() => {
    keyUse.again();
    told();
  });
  const receipts = await listenForReceipts(ledger);
  return {
    ledger,
    sealing,
    codecKeys: keys.codec,
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
    get metricsSources() {
      return inForce.current.metricsSources;
    },
    clock,
    logger,
    tally,
    receipts,
    stopping,
    whenChanged: (tell) => {
      told = tell;
    },
    close: async () => {
      await inForce.stop();
      await keys.stop();
      await keyUse.stop();
      retired.closeAll();
      for (const client of clientsOf(inForce.current)) client.close();
      await receipts.stop();
      await ledger.close();
    },
  };
}
