/** Everything a story needs but the loan system, the provider's whims and the passing of time. */
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkflowClient } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Runtime, Worker } from '@temporalio/worker';
import { createLedgerActivities, createRouteActivities } from '../../../activities/index.js';
import { listenForReceipts } from '../../../activities/send/receipt-ear.js';
import { openRoutes } from '../../../activities/send/open-routes.js';
import type { Checker } from '../../../activities/verify/checker.js';
import { openCheckers } from '../../../activities/verify/open-checkers.js';
import type { World } from '../../../activities/world.js';
import { createServer } from '../../../api/server.js';
import { loadShippedWords } from '../../../cli/words/shipped.js';
import { createStories } from '../../../client/story/stories.js';
import { storyTaskQueue, taskQueueOf } from '../../../domain/attempt/route.js';
import type { Route } from '../../../domain/attempt/route.js';
import type { SendRules } from '../../../domain/policy/send-rules.js';
import { Ledger } from '../../../ledger/ledger.js';
import { migrate } from '../../../ledger/migrate.js';
import { createPayloadCodec } from '../../../runtime/codec/payload-codec.js';
import { dataConverterOf, workerDataConverterOf } from '../../../runtime/codec/data-converter.js';
import type { Configuration } from '../../../runtime/configuration/configuration-schema.js';
import { Secret } from '../../../runtime/configuration/secret.js';
import { openNumberSegments } from '../../../runtime/configuration/number-segments.js';
import { sendRulesOf } from '../../../runtime/configuration/send-rules.js';
import { createLogger } from '../../../runtime/logging/logger.js';
import { temporalRuntimeOptions } from '../../../runtime/logging/temporal-logs.js';
import { MasterKeyring } from '../../../runtime/keys/keyring.js';
import { noTally } from '../../../runtime/metrics/tally.js';
import { createSealing } from '../../../runtime/sealing/sealing.js';
import { startSimulator } from '../../../simulator/simulator.js';
import type { StoryLimits } from '../../../workflows/loan-application/messages.js';
import { freshDatabase } from '../../stack/postgres.js';
import { createTimeSkippingEnvironment } from '../../stack/time-skipping-server.js';
import { BreakableLedger } from './breakable-ledger.js';
import { workflowBundle } from './bundle.js';
import {
  accounts,
  configurationOf,
  firstRoute,
  mailFirst,
  receiptSecret,
  secondRoute,
  smsCode,
  withChecks,
  withoutLingering,
} from './configuration.js';
import { ServerClock } from './server-clock.js';
import { watched } from './watched.js';
import type { Watch } from './watched.js';

const namespace = 'default';
const newKeyring = () => new MasterKeyring([{ id: 'test', secret: createSecretKey(randomBytes(32)) }]);

/** Payloads as they are, for histories that people should be able to read. */
export const plainCodec: PayloadCodec = {
  encode: (payloads) => Promise.resolve(payloads),
  decode: (payloads) => Promise.resolve(payloads),
};

export type StoryWorld = Awaited<ReturnType<typeof openStoryWorld>>;

/**
 * Starts the time-skipping server, a database, the provider's other end, the receipts' door and the
 * workers. `current` may be changed by a test and is as at first again after {@link reset}.
 */
export async function openStoryWorld(codec: PayloadCodec = createPayloadCodec(newKeyring())) {
  const logger = createLogger({ name: 'stories', level: 'silent' });
  Runtime.install(temporalRuntimeOptions(logger));
  const closing: (() => Promise<unknown> | undefined)[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'bida-stories-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const database = await freshDatabase();
  closing.push(() => database.drop());
  await migrate(database.migrateUrl);
  const options = { connections: 8, onError: () => undefined };
  const ledger = new Ledger({ url: database.url, ...options });
  const workerLedger = new BreakableLedger({ url: database.workerUrl, ...options });
  closing.push(() => Promise.all([ledger.close(), workerLedger.close()]));
  const grants = { routes: [firstRoute, secondRoute] as const, codeOf: smsCode };
  await loadShippedWords(ledger, grants, Date.now());
  const receipts = await listenForReceipts(workerLedger);
  closing.push(() => receipts.stop());

  const environment = await createTimeSkippingEnvironment();
  closing.push(() => environment.teardown());
  const { INDEXED_VALUE_TYPE_KEYWORD: keyword, INDEXED_VALUE_TYPE_BOOL: bool } =
    temporal.api.enums.v1.IndexedValueType;
  await environment.connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: { LoanStage: keyword, NeedsPerson: bool },
  });
  const clock = new ServerClock(environment);
  await clock.refresh();
  // Not the environment's own client: that one skips years while it waits for a result.
  const client = new WorkflowClient({
    connection: environment.connection,
    namespace,
    dataConverter: dataConverterOf(codec),
  });
  const storiesWith = (limits?: StoryLimits) => createStories(client, () => limits);

  const secret = new Secret(receiptSecret);
  const secrets = new Map<Route, Secret>([
    [firstRoute, secret],
    [secondRoute, secret],
  ]);
  const protocols = new Map<Route, 'aliyun-sms'>([
    [firstRoute, 'aliyun-sms'],
    [secondRoute, 'aliyun-sms'],
  ]);
  const sealing = createSealing(newKeyring());
  const door = { ledger, stories: storiesWith(), clock, logger, tally: noTally, secrets, protocols };
  const server = await createServer({ door, sealing, codec, codecOrigins: [] });
  await server.listen({ host: '127.0.0.1', port: 0 });
  closing.push(() => server.close());
  const { port } = server.server.address() as AddressInfo;
  const simulator = await startSimulator({
    accounts: accounts(`http://127.0.0.1:${port}`),
    stateDir: join(folder, 'provider'),
    receiptDelayMs: [5, 20],
    now: () => clock.now(),
  });
  closing.push(() => simulator.stop());

  const configuration = configurationOf(folder, simulator);
  const rules = sendRulesOf(configuration, { holidays: [], workdays: [] });
  const current: { configuration: Configuration; rules: SendRules } = { configuration, rules };
  let checkers: readonly Checker[] = [];
  const noChecks = () => {
    for (const checker of checkers) checker.close();
    checkers = [];
    return undefined;
  };
  closing.push(noChecks);
  const watch: Watch = {};
  const routes = openRoutes(configuration.routes, () => clock.now());
  closing.push(() => {
    for (const { carrier } of routes.values()) carrier.close();
    return undefined;
  });
  const stopping = new AbortController();
  const world: World = {
    ledger: workerLedger,
    sealing,
    get configuration() {
      return current.configuration;
    },
    get rules() {
      return current.rules;
    },
    clock,
    logger,
    tally: noTally,
    routes,
    segments: openNumberSegments({ numberSegments: 'sample' }).segments,
    get checkers() {
      return checkers;
    },
    receipts,
    stopping: stopping.signal,
  };
  const workers = await createWorkers(environment, workerDataConverterOf(codec), world, clock, watch);
  const running = Promise.all(workers.map((worker) => worker.run()));
  closing.push(async () => {
    stopping.abort();
    for (const worker of workers) worker.shutdown();
    await running;
  });

  return {
    clock,
    /** As the API and the command line have it. */
    ledger,
    workerLedger,
    sealing,
    logger,
    simulator,
    client,
    storiesWith,
    current,
    watch,
    /** What the activities work with. */
    activities: world,
    /** Receipts come when a test says so: the send activity does not wait for them. */
    withoutLingering: () => {
      current.configuration = withoutLingering(current.configuration);
    },
    /** The provider is asked about numbers. */
    withChecks: (more: { readonly maxAgeMs?: number } = {}) => {
      current.configuration = withChecks(current.configuration, more);
      checkers = openCheckers(current.configuration, () => clock.now());
    },
    /** E-mail is tried before SMS. */
    withMailFirst: () => {
      current.configuration = mailFirst(current.configuration);
    },
    /** Everything as at first. */
    reset: () => {
      Object.assign(current, { configuration, rules });
      delete watch.before;
      delete watch.after;
      noChecks();
      simulator.setRules([]);
    },
    close: async () => {
      for (const close of closing.reverse()) await close();
    },
  };
}

function createWorkers(
  { nativeConnection: connection }: TestWorkflowEnvironment,
  dataConverter: ReturnType<typeof workerDataConverterOf>,
  world: World,
  clock: ServerClock,
  watch: Watch,
): Promise<Worker[]> {
  const base = { connection, namespace, dataConverter, shutdownGraceTime: '2s' } as const;
  const refresh = () => clock.refresh();
  return Promise.all([
    Worker.create({
      ...base,
      taskQueue: storyTaskQueue,
      workflowBundle: { codePath: workflowBundle() },
      activities: watched(createLedgerActivities(world), refresh, watch),
      reuseV8Context: true,
    }),
    ...[...world.routes.keys()].map((route) =>
      Worker.create({
        ...base,
        taskQueue: taskQueueOf(route),
        activities: watched(createRouteActivities(world), refresh, watch),
      }),
    ),
  ]);
}
