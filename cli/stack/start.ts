import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeConfiguration } from './configuration.js';
import { Crew } from './crew.js';
import type { IdentityFacts } from './identity/facts.js';
import { fetchTokens } from './identity/tokens.js';
import { identityServer } from './identity/server.js';
import { stackKeys } from './keys/keys.js';
import type { StackKeys } from './keys/keys.js';
import { LockHeld, takeLock } from './lock.js';
import type { Lock } from './lock.js';
import type { PartName, StackOptions } from './options.js';
import { cacheDirectory } from './cache.js';
import { PortClaims } from './port-claims.js';
import { choosePorts, usualPorts } from './ports.js';
import type { Ports } from './ports.js';
import { identify } from './process/identity.js';
import { goingOn } from './progress.js';
import { endLeftovers, PartRegister } from './register.js';
import { roomPart } from './room-parts.js';
import type { Room } from './room-parts.js';
import { databaseServer, temporalServer } from './servers.js';
import type { Server, TemporalFacts } from './server.js';
import type { DatabaseFacts } from './servers.js';
import type { StackRoute } from './routes/stack-route.js';
import { openRoutes, usualRoutes } from './routes/stack-routes.js';
import { writeSimulatorAccounts } from './simulator-accounts.js';
import { StackRunsAlready, removeStackFile, writeStackFile } from './stack-file.js';
import type { StackFile } from './stack-file.js';
import { resolveTemporal } from './temporal/resolve.js';
import type { TemporalSource } from './temporal/resolve.js';

/** Why a stack is down: it was asked to stop, or a part could not be kept running. */
export type StopReason =
  { readonly kind: 'asked' } | { readonly kind: 'part-failed'; readonly message: string };

/** A stack that is up. */
export interface RunningStack {
  readonly file: StackFile;
  readonly logDir: string;
  /** The pid a part has now; `undefined` while it is being started again, or is not ours. */
  readonly pidOf: (part: PartName) => number | undefined;
  /** Ends every part in order; `hard` at once. Resolves when nothing is left. May be called again, harder. */
  readonly stop: (hard?: boolean) => Promise<void>;
  /** Resolves when everything is down. */
  readonly stopped: Promise<StopReason>;
}

/**
 * Starts every part and resolves once all are ready and `<state>/stack.json` is written.
 *
 * @throws StackRunsAlready, NoTemporal, PartFailed or an Error in words for a person; nothing is left running then
 */
export async function startStack(given: StackOptions): Promise<RunningStack> {
  const options = { ...given, stateDir: resolve(given.stateDir) };
  const { stateDir, progress } = options;
  mkdirSync(stateDir, { recursive: true, mode: 0o711 });
  const lock = lockStack(stateDir);
  const claims = new PortClaims(join(cacheDirectory(), 'ports'));
  const free = () => {
    claims.releaseAll();
    lock.release();
  };
  let register: PartRegister | undefined;
  let crew: Crew | undefined;
  try {
    removeStackFile(stateDir);
    await endLeftovers(stateDir, progress);
    register = new PartRegister(stateDir);
    crew = new Crew(register, progress, options.restarts, options.doorFirst === true ? behindTheDoor : []);
    const file = await bringUp(options, crew, claims);
    return running(file, crew, register, free);
  } catch (error) {
    await crew?.stop(false);
    await register?.close();
    free();
    throw error;
  }
}

async function bringUp(options: StackOptions, crew: Crew, claims: PortClaims): Promise<StackFile> {
  const { stateDir, progress, abort, parts } = options;
  const stopped = new Promise<never>((_resolve, reject) => {
    const giveUp = () => reject(new Error('the start was given up'));
    if (abort?.aborted === true) giveUp();
    abort?.addEventListener('abort', giveUp, { once: true });
    void crew.gaveUp.then(reject);
  });
  // Awaited only while there is something to race.
  stopped.catch(() => undefined);
  const orStopped = <T>(work: Promise<T>): Promise<T> => Promise.race([work, stopped]);

  const embedded = parts?.temporal === undefined && options.temporal === undefined;
  const source = embedded ? await resolveTemporal({ progress, abort }) : undefined;
  if (source?.kind === 'program') progress(`temporal: ${source.path} (${source.way})`);
  const keys = stackKeys(stateDir);
  const routes = openRoutes(stateDir, options.routes ?? usualRoutes);
  const ports = await choosePorts(stateDir, progress, claims, neededPorts(source, options));
  const up = async (name: PartName, server: Server<unknown>): Promise<void> => {
    if (server.spec !== undefined) await goingOn(progress, `starting ${name}`, crew.start(name, server.spec));
    await server.complete();
    progress(server.spec === undefined ? `${name}: using the one that is set` : `${name} is up`);
  };
  const apiUrl = `http://127.0.0.1:${ports.api}`;
  const identity = options.identity === true ? identityServer(stateDir, ports, apiUrl) : undefined;
  const temporal = temporalServer(options, ports, source);
  const database = await goingOn(progress, 'preparing postgres', databaseServer(options, ports));
  // Nobody waits for it but who reads the stack file: it starts while the others do.
  const tokens =
    identity === undefined
      ? undefined
      : up('identity', identity).then(() => fetchTokens(stateDir, identity.facts.issuer));
  tokens?.catch(() => undefined);
  const facts = { database: database.facts, temporal: temporal.facts, identity: identity?.facts };
  const file = stackFile(options, ports, facts, keys, routes);
  const environment = roomEnvironment(options, file, ports, keys, routes);
  // Each by a role of its own; the simulator stands outside the bank.
  const databaseOf: Record<Room, string | undefined> = {
    api: database.facts.url,
    worker: database.facts.workerUrl,
    simulator: undefined,
  };
  const room = async (name: Room) => {
    const own = { ...environment, DATABASE_URL: databaseOf[name] };
    const spec = roomPart(name, stateDir, own, parts?.[name]);
    await goingOn(progress, `starting ${name}`, crew.start(name, spec));
    progress(`${name} is up`);
  };
  const schema = async (): Promise<void> => {
    await up('postgres', database);
    const { migrateUrl } = database.facts;
    await goingOn(progress, 'bringing the schema up to date', options.migrate(migrateUrl));
  };
  // The provider's other end needs neither, and is there before anybody calls it.
  await orStopped(Promise.all([schema(), up('temporal', temporal), room('simulator')]));
  await orStopped(Promise.all([room('api'), room('worker')]));
  if (tokens === undefined || identity === undefined) return writeStackFile(file);
  return writeStackFile({
    ...file,
    consoleUrl: `${apiUrl}/`,
    identityUrl: identity.facts.issuer,
    tokens: await orStopped(tokens),
  });
}

/** They only let a story wait. */
const behindTheDoor: readonly PartName[] = ['worker', 'temporal'];

function lockStack(stateDir: string): Lock {
  try {
    return takeLock(join(stateDir, 'stack.lock'));
  } catch (error) {
    throw error instanceof LockHeld ? new StackRunsAlready(stateDir, error.holder.pid) : error;
  }
}

function neededPorts(source: TemporalSource | undefined, { identity }: StackOptions): (keyof Ports)[] {
  const external = [
    ...(source?.kind === 'server' ? ['temporal', 'temporalUi'] : []),
    ...(process.env['DATABASE_URL'] ? ['postgres'] : []),
    ...(identity === true ? [] : ['identity']),
  ];
  return (Object.keys(usualPorts) as (keyof Ports)[]).filter((port) => !external.includes(port));
}

interface ServerFacts {
  readonly database: DatabaseFacts;
  readonly temporal: TemporalFacts;
  readonly identity: IdentityFacts | undefined;
}

function stackFile(
  { stateDir, calendar, timing, correctsAtOnce, cachedStories, bank }: StackOptions,
  ports: Ports,
  { database, temporal, identity }: ServerFacts,
  keys: StackKeys,
  routes: readonly StackRoute[],
): StackFile {
  const simulatorUrl = `http://127.0.0.1:${ports.simulator}`;
  return {
    apiUrl: `http://127.0.0.1:${ports.api}`,
    metricsUrls: {
      api: `http://127.0.0.1:${ports.api}/metrics`,
      worker: `http://127.0.0.1:${ports.workerMetrics}/metrics`,
    },
    temporalAddress: temporal.address,
    temporalNamespace: temporal.namespace,
    ...(temporal.uiUrl === undefined ? {} : { temporalUiUrl: temporal.uiUrl }),
    databaseUrl: database.url,
    simulatorUrl,
    smtpUrl: `smtp://127.0.0.1:${ports.smtp}`,
    stateDir,
    keys: { master: keys.masterKeyFile, codec: keys.codecKeyFile },
    configurationFile: writeConfiguration({
      stateDir,
      calendar: typeof calendar === 'function' ? calendar() : calendar,
      routes,
      simulatorUrl,
      smtpPort: ports.smtp,
      bouncePort: ports.bounces,
      ...(identity === undefined ? {} : { identity }),
      ...(timing === undefined ? {} : { timing }),
      ...(correctsAtOnce === undefined ? {} : { correctsAtOnce }),
      ...(cachedStories === undefined ? {} : { cachedStories }),
      ...(bank === undefined ? {} : { bank }),
      ...(temporal.uiUrl === undefined
        ? {}
        : { temporalUi: { url: temporal.uiUrl, namespace: temporal.namespace } }),
    }),
    startedAt: new Date().toISOString(),
    pid: process.pid,
    processStartTime: identify(process.pid)?.startTime ?? '',
  };
}

/** What all rooms are told through their environment. */
function roomEnvironment(
  { stateDir, simulator }: StackOptions,
  file: StackFile,
  ports: Ports,
  keys: StackKeys,
  routes: readonly StackRoute[],
): NodeJS.ProcessEnv {
  const simulatorStateDir = join(stateDir, 'simulator');
  mkdirSync(simulatorStateDir, { recursive: true });
  chmodSync(simulatorStateDir, 0o700);
  return {
    TEMPORAL_ADDRESS: file.temporalAddress,
    TEMPORAL_NAMESPACE: file.temporalNamespace,
    BIDA_CONFIGURATION: file.configurationFile,
    BIDA_MASTER_KEY_FILE: keys.masterKeyFile,
    BIDA_CODEC_KEY_FILE: keys.codecKeyFile,
    BIDA_API_PORT: String(ports.api),
    BIDA_WORKER_METRICS_PORT: String(ports.workerMetrics),
    BIDA_CODEC_ORIGINS: uiOrigins(file.temporalUiUrl),
    SIMULATOR_PORT: String(ports.simulator),
    SIMULATOR_SMTP_PORT: String(ports.smtp),
    SIMULATOR_STATE_DIR: simulatorStateDir,
    SIMULATOR_ACCOUNTS: writeSimulatorAccounts(stateDir, file.apiUrl, routes, simulator, ports.bounces),
  };
}

/** Temporal UI under either name of this machine. */
const uiOrigins = (url = ''): string => [url, url.replace('127.0.0.1', 'localhost')].join(',');

function running(file: StackFile, crew: Crew, register: PartRegister, free: () => void): RunningStack {
  let tell: (reason: StopReason) => void = () => undefined;
  const stopped = new Promise<StopReason>((resolve) => (tell = resolve));
  let down: Promise<void> | undefined;
  const end = async (reason: StopReason): Promise<void> => {
    removeStackFile(file.stateDir);
    await crew.stop(false);
    await register.close();
    free();
    tell(reason);
  };
  const stop = async (hard = false, reason: StopReason = { kind: 'asked' }): Promise<void> => {
    down ??= end(reason);
    if (hard) await crew.stop(true);
    await down;
  };
  void crew.gaveUp.then(({ message }) => stop(false, { kind: 'part-failed', message }));
  return {
    file,
    logDir: join(file.stateDir, 'logs'),
    pidOf: (part) => crew.pidOf(part),
    stop: (hard) => stop(hard),
    stopped,
  };
}
