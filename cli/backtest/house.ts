/**
 * The house a backtest plays in: Temporal's time-skipping server, a database of its own, the receipts'
 * door, the simulated provider, and the real workers with the real stories and activities. Everything
 * takes the time from the server's clock.
 */
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkflowClient } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { openRoutes } from '../../activities/send/open-routes.js';
import { listenForReceipts } from '../../activities/send/receipt-ear.js';
import { createServer } from '../../api/server.js';
import type { ApplicationWorld } from '../../client/intake/unasked.js';
import type { ApprovalWorld } from '../../client/approval/world.js';
import { createStories } from '../../client/story/stories.js';
import { Ledger } from '../../ledger/ledger.js';
import { dataConverterOf, workerDataConverterOf } from '../../runtime/codec/data-converter.js';
import { createPayloadCodec } from '../../runtime/codec/payload-codec.js';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';
import { readSendRules } from '../../runtime/configuration/send-rules.js';
import type { Logger } from '../../runtime/logging/logger.js';
import { MasterKeyring } from '../../runtime/keys/keyring.js';
import { noTally } from '../../runtime/metrics/tally.js';
import { createSealing } from '../../runtime/sealing/sealing.js';
import type { SendRules } from '../../domain/policy/send-rules.js';
import { startSimulator } from '../../simulator/simulator.js';
import type { Simulator } from '../../simulator/simulator.js';
import type { RuleInput } from '../../simulator/rules.js';
import type { LogMapping } from '../feed/log-mapping.js';
import type { Progress } from '../stack/progress.js';
import { createTimeSkippingEnvironment } from '../stack/time-skipping/environment.js';
import { openDatabase } from './database.js';
import { watchReceipts } from './receipts.js';
import { ServerClock } from './server-clock.js';
import { configurationOf, doorSecrets, newAccounts, providerAccounts } from './setting.js';
import { ScriptedStaff } from './staff.js';
import { startWorkers } from './workers.js';
import { prepareLedger } from '../words/prepare-ledger.js';

export interface HouseOptions {
  readonly mapping: LogMapping;
  /** The log's first instant, epoch milliseconds. */
  readonly loggedFrom: number;
  readonly providerRules: readonly RuleInput[];
  readonly workflowBundlePath: string;
  readonly logger: Logger;
  readonly progress: Progress;
}

export interface House {
  readonly bank: ApprovalWorld & ApplicationWorld;
  readonly configuration: Configuration;
  readonly rules: SendRules;
  readonly clock: ServerClock;
  readonly staff: ScriptedStaff;
  readonly simulator: Simulator;
  /** The server's instant at which the log begins, epoch milliseconds. */
  readonly startsAt: number;
  /** Rejects when a worker breaks; settles when the house closes. */
  readonly working: Promise<unknown>;
  close(): Promise<void>;
}

const namespace = 'default';
/** Opening the house takes less; the rest is skipped. */
const leadMs = 120_000;

const newKeyring = () => new MasterKeyring([{ id: 'backtest', secret: createSecretKey(randomBytes(32)) }]);

/** Opens everything; what was opened is closed again if something cannot be. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const part of closing.splice(0).reverse()) await part();
  };
  try {
    return { ...(await furnish(options, closing)), close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

async function furnish(
  { mapping, loggedFrom, providerRules, workflowBundlePath, logger, progress }: HouseOptions,
  closing: (() => Promise<unknown>)[],
): Promise<Omit<House, 'close'>> {
  const folder = mkdtempSync(join(tmpdir(), 'bida-backtest-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const database = await openDatabase(progress);
  closing.push(() => database.drop());
  await prepareLedger(database.migrateUrl);
  const openLedger = (url: string): Ledger => {
    const onError = (err: Error) => logger.warn({ err }, 'a ledger connection broke');
    const opened = new Ledger({ url, connections: 12, onError });
    closing.push(() => opened.close());
    return opened;
  };
  const ledger = openLedger(database.url);
  const workerLedger = openLedger(database.workerUrl);
  const ear = await listenForReceipts(workerLedger);
  closing.push(() => ear.stop());

  const environment = await createTimeSkippingEnvironment(progress);
  closing.push(() => environment.teardown());
  await registerSearchAttributes(environment);
  const clock = new ServerClock(environment);
  const startsAt = Math.ceil(await clock.refresh()) + leadMs;
  const codec = createPayloadCodec(newKeyring());
  // Not the environment's own client: that one skips years while it waits for a result.
  const client = new WorkflowClient({
    connection: environment.connection,
    namespace,
    dataConverter: dataConverterOf(codec),
  });
  const stories = createStories(client);

  const accounts = newAccounts();
  const protocols = new Map(accounts.map(({ route }) => [route, 'aliyun-sms' as const]));
  const door = { ledger, stories, clock, logger, tally: noTally, secrets: doorSecrets(accounts), protocols };
  const server = await createServer({ door, codec, codecOrigins: [] });
  await server.listen({ host: '127.0.0.1', port: 0 });
  closing.push(() => server.close());
  const { port } = server.server.address() as AddressInfo;
  const simulator = await startSimulator({
    accounts: providerAccounts(accounts, `http://127.0.0.1:${port}`),
    stateDir: join(folder, 'provider'),
    receiptDelayMs: [0, 2],
    now: () => clock.now(),
  });
  closing.push(() => simulator.stop());
  simulator.setRules(providerRules);

  const anchors = { serverAt: startsAt, loggedAt: loggedFrom };
  const configuration = configurationOf(mapping, anchors, accounts, folder, simulator.url);
  const rules = readSendRules(configuration);
  const sealing = createSealing(newKeyring());
  const routes = openRoutes(configuration.routes, () => clock.now());
  closing.push(() => {
    for (const { carrier } of routes.values()) carrier.close();
    return Promise.resolve();
  });
  const receipts = watchReceipts(ear, () => simulator.log(), ledger);
  const staff = new ScriptedStaff(rules);
  const stopping = new AbortController();
  const workers = await startWorkers({
    environment,
    dataConverter: workerDataConverterOf(codec),
    workflowBundlePath,
    world: {
      ledger: workerLedger,
      sealing,
      configuration,
      rules,
      clock,
      logger,
      tally: noTally,
      routes,
      receipts: receipts.ear,
      stopping: stopping.signal,
    },
    clock,
    receipts,
    staff,
  });
  closing.push(() => {
    stopping.abort();
    return workers.stop();
  });
  const bank = { ledger, sealing, stories, clock, logger, tally: noTally, configuration };
  return { bank, configuration, rules, clock, staff, simulator, startsAt, working: workers.running };
}

async function registerSearchAttributes({ connection }: TestWorkflowEnvironment): Promise<void> {
  const { INDEXED_VALUE_TYPE_KEYWORD: keyword, INDEXED_VALUE_TYPE_BOOL: bool } =
    temporal.api.enums.v1.IndexedValueType;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: { LoanStage: keyword, NeedsPerson: bool },
  });
}
