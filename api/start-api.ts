/** Starts the door: takes receipts, tells the stories of them and the loan system of what became of it all. */
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { Client, Connection } from '@temporalio/client';
import { startTeller } from '../client/alarm/teller.js';
import { startWatch } from '../client/alarm/watch.js';
import { createIncidents } from '../client/incident/incidents.js';
import { startRelay } from '../client/relay/relay.js';
import { createStories } from '../client/story/stories.js';
import type { Stories } from '../client/story/stories.js';
import { startDispatcher } from '../client/webhook/dispatcher.js';
import { configurationAlarm } from '../ledger/alarm/configuration.js';
import { keepKeyUse, KeysDiffer, noteKeys } from '../ledger/key/keep-use.js';
import { Ledger } from '../ledger/ledger.js';
import { expectRoleOf, OthersRole } from '../ledger/room-role.js';
import { systemClock } from '../runtime/clock/clock.js';
import { createPayloadCodec } from '../runtime/codec/payload-codec.js';
import { dataConverterOf } from '../runtime/codec/data-converter.js';
import { canonicalJson } from '../runtime/canonical/canonical-json.js';
import type { Configuration } from '../runtime/configuration/configuration-schema.js';
import { readEnvironment } from '../runtime/configuration/environment.js';
import { followConfiguration } from '../runtime/configuration/follow.js';
import type { Logger } from '../runtime/logging/logger.js';
import type { RunningPart } from '../runtime/process/run-process.js';
import { processKeys } from '../runtime/keys/process-keys.js';
import { createSealing } from '../runtime/sealing/sealing.js';
import { listenForBounces } from './bounce/listener.js';
import { builtConsole } from './console/built.js';
import { doorInForce } from './in-force.js';
import type { DoorInForce } from './in-force.js';
import { openMetrics } from './metrics/open-metrics.js';
import type { ReceiptDoor } from './receipt/door.js';
import { openV1 } from './open-v1.js';
import { createServer } from './server.js';

/** `adapt` lets a test put something of its own between the door and the stories. */
export async function startApi(
  logger: Logger,
  adapt: (stories: Stories) => Stories = (stories) => stories,
): Promise<RunningPart> {
  const environment = readEnvironment();
  logger.level = environment.logLevel;
  const ledger = new Ledger({
    url: environment.databaseUrl,
    onError: (err) => logger.warn({ err }, 'a ledger connection broke'),
  });
  const now = () => systemClock.now();
  const keys = processKeys(environment, (keyFile) => ({
    logger,
    alarm: configurationAlarm(ledger, 'api', keyFile, now),
  }));
  const codec = createPayloadCodec(keys.codec);
  // Lazy: receipts are taken also while Temporal is away.
  const connection = Connection.lazy({ address: environment.temporalAddress });
  const { workflow } = new Client({
    connection,
    namespace: environment.temporalNamespace,
    dataConverter: dataConverterOf(codec),
  });
  const { configurationFile: file } = environment;
  const inForce = followConfiguration<DoorInForce>({
    file,
    logger,
    open: doorInForce,
    changed: ({ configuration }) => tellOfBounces(configuration, bounces, logger),
    alarm: configurationAlarm(ledger, 'api', file, now),
  });
  const { bounces } = inForce.current.configuration;
  const stories = adapt(
    createStories(workflow, () => ({
      silenceMs: inForce.current.configuration.application.quietAlarmAfterMs,
    })),
  );
  const metrics = openMetrics({ ledger, clock: systemClock, logger, inForce: () => inForce.current });
  const { tally } = metrics;
  const door: ReceiptDoor = {
    ledger,
    stories,
    clock: systemClock,
    logger,
    tally,
    get secrets() {
      return inForce.current.secrets;
    },
    get protocols() {
      return inForce.current.protocols;
    },
    get sources() {
      return inForce.current.sources;
    },
    get keys() {
      return inForce.current.keys;
    },
    get staff() {
      return inForce.current.configuration.staff;
    },
    get complaintDueMs() {
      return inForce.current.configuration.staff.complaintDueMs;
    },
  };
  const configuration = () => inForce.current.configuration;
  const sealing = createSealing(keys.ledger, {
    mode: environment.sealing,
    nodeEnv: environment.nodeEnv,
    warn: (message) => logger.error(message),
  });
  const configurationVersion = () => inForce.current.version;
  const incidents = createIncidents(workflow, logger);
  const bank = openV1({
    configuration,
    configurationVersion,
    ledger,
    sealing,
    stories,
    incidents,
    logger,
    tally,
  });
  const server = await createServer({
    door,
    ...(bank === undefined ? {} : { bank }),
    console: { folder: builtConsole, timeZone: () => configuration().calendar.timeZone },
    sealing,
    metrics: metrics.door,
    codec,
    codecOrigins: environment.codecOrigins,
    isTrustedProxy: (address) => inForce.current.proxies.has(address),
  });
  const failed = (err: unknown) => logger.warn({ err }, 'the keys in use could not be put on record');
  try {
    await expectRoleOf(ledger, 'api');
    await noteKeys(ledger, keys.held());
  } catch (failure) {
    // Receipts are taken also while the ledger is away; by another's role, or with other keys than those on record,
    // nothing is.
    if (failure instanceof KeysDiffer || failure instanceof OthersRole) throw failure;
    failed(failure);
  }
  const keyUse = keepKeyUse({ ledger, held: () => keys.held(), failed });
  keys.whenChanged(() => keyUse.again());
  await server.listen({ host: '127.0.0.1', port: environment.apiPort });
  const routes = () => inForce.current.mail;
  const listener = bounces === undefined ? undefined : await listenForBounces({ door, routes, ...bounces });
  const relay = startRelay(door);
  const endpoints = () => inForce.current.webhooks;
  const webhooks = startDispatcher({ ledger, clock: systemClock, logger, endpoints });
  const told = { ledger, clock: systemClock, logger, telling: () => inForce.current.telling };
  const teller = startTeller(told);
  const watch = startWatch({
    ...told,
    stories,
    namespace: environment.temporalNamespace,
    host: hostname(),
    times: () => configuration().watch,
  });
  return {
    facts: { port: (server.server.address() as AddressInfo).port },
    stop: async () => {
      await inForce.stop();
      await keys.stop();
      await keyUse.stop();
      await Promise.all([relay.stop(), webhooks.stop(), teller.stop(), watch.stop()]);
      await listener?.stop();
      await server.close();
      await connection.close();
      await ledger.close();
    },
  };
}

/** The one thing that waits for another start: a port that is taken could not be taken again, nor the old one back. */
function tellOfBounces(
  { bounces }: Configuration,
  listenedOn: Configuration['bounces'],
  logger: Logger,
): void {
  if (canonicalJson(bounces ?? null) !== canonicalJson(listenedOn ?? null))
    logger.warn('bounces.host and bounces.port come into force when the API process is started again');
}
