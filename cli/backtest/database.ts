/** A database for one backtest: on the server of DATABASE_URL, else on an embedded one that is thrown away. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { freePort } from '../stack/free-port.js';
import { GuardianLink } from '../stack/guardian-link.js';
import { Part } from '../stack/part.js';
import { serverAccount } from '../stack/postgres/account.js';
import { embeddedBinaries } from '../stack/postgres/binaries.js';
import { dataDirectory, ensureCluster, serverEnvironment } from '../stack/postgres/cluster.js';
import { serverArguments } from '../stack/postgres/flags.js';
import { randomPasswords } from '../stack/postgres/passwords.js';
import { reachableBinaries } from '../stack/postgres/reach.js';
import { answers, databaseUrls, ensureDatabase, ensureRoomRoles } from '../stack/postgres/roles.js';
import type { Progress } from '../stack/progress.js';

/** An empty database; `drop` leaves nothing of it behind. */
export interface BacktestDatabase {
  /** The API's, and the command line's. */
  readonly url: string;
  readonly workerUrl: string;
  /** The owner's. */
  readonly migrateUrl: string;
  drop(): Promise<void>;
}

export function openDatabase(
  progress: Progress,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<BacktestDatabase> {
  const { DATABASE_URL: url, DATABASE_WORKER_URL, DATABASE_MIGRATE_URL } = environment;
  if (url === undefined || url === '') return embeddedDatabase(progress);
  const [workerUrl, migrateUrl] = [DATABASE_WORKER_URL ?? url, DATABASE_MIGRATE_URL ?? url];
  return freshDatabase({ url, workerUrl, migrateUrl });
}

/** A database of a new name; the role that migrates must be allowed to make one. */
async function freshDatabase({
  url,
  workerUrl,
  migrateUrl,
}: Omit<BacktestDatabase, 'drop'>): Promise<BacktestDatabase> {
  const name = `bida_backtest_${randomBytes(6).toString('hex')}`;
  const onServer = async (work: (client: Client) => Promise<unknown>) => {
    const client = new Client({ connectionString: migrateUrl, connectionTimeoutMillis: 5_000 });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  };
  await onServer(async (client) => {
    await ensureRoomRoles(client);
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)}`);
  });
  const named = (given: string): string => {
    const address = new URL(given);
    address.pathname = `/${name}`;
    return address.href;
  };
  return {
    url: named(url),
    workerUrl: named(workerUrl),
    migrateUrl: named(migrateUrl),
    drop: () =>
      onServer((client) => client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`)),
  };
}

/** Nobody will read it again, so it need not wait for the disk; a guardian ends it however we end. */
async function embeddedDatabase(progress: Progress): Promise<BacktestDatabase> {
  const home = mkdtempSync(join(tmpdir(), 'bida-backtest-postgres-'));
  chmodSync(home, 0o711);
  const guardian = new GuardianLink();
  const account = await serverAccount();
  const binaries = reachableBinaries(embeddedBinaries(), account);
  const passwords = randomPasswords();
  const port = await freePort();
  const server = new Part(
    {
      name: 'postgres',
      logFile: join(home, 'postgres.log'),
      command: () => ({
        program: binaries.postgres,
        args: serverArguments({ dataDir: dataDirectory(home), port, durable: false }),
        environment: serverEnvironment(),
        directory: home,
        account,
      }),
      ready: { kind: 'probe', answers: () => answers(databaseUrls(port, 'postgres', passwords).superUrl) },
      readyWithinMs: 60_000,
      signal: 'SIGQUIT',
      graceMs: 5_000,
    },
    { began: (_name, ending) => guardian.watch(ending), ended: (pid) => guardian.forget(pid) },
    progress,
  );
  const drop = async () => {
    await server.stop(true);
    await guardian.close();
    await rm(home, { recursive: true, force: true });
  };
  try {
    await ensureCluster({ binaries, account, home, superPassword: passwords.superuser }, true);
    await server.start();
    await ensureDatabase(port, 'bida', passwords);
  } catch (failure) {
    await drop();
    throw failure;
  }
  return { ...databaseUrls(port, 'bida', passwords), drop };
}
