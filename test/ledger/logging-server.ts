import { spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../cli/stack/free-port.js';
import { serverAccount } from '../../cli/stack/postgres/account.js';
import { embeddedBinaries } from '../../cli/stack/postgres/binaries.js';
import { dataDirectory, ensureCluster, serverEnvironment } from '../../cli/stack/postgres/cluster.js';
import { serverArguments } from '../../cli/stack/postgres/flags.js';
import { randomPasswords } from '../../cli/stack/postgres/passwords.js';
import type { DatabasePasswords } from '../../cli/stack/postgres/passwords.js';
import { reachableBinaries } from '../../cli/stack/postgres/reach.js';
import { answers, databaseUrls, ensureDatabase } from '../../cli/stack/postgres/roles.js';
import type { DatabaseUrls } from '../../cli/stack/postgres/roles.js';

/** A server started as the embedded stack starts it, whose log a test may read; it has no role of ours as yet. */
export interface BareServer {
  readonly port: number;
  readonly passwords: DatabasePasswords;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** The same, with the roles and a database. */
export interface LoggingServer extends DatabaseUrls, BareServer {}

export async function loggingServer(): Promise<LoggingServer> {
  const server = await bareServer();
  const { port, passwords } = server;
  await ensureDatabase(port, 'bida', passwords);
  return { ...server, ...databaseUrls(port, 'bida', passwords) };
}

export async function bareServer(): Promise<BareServer> {
  const home = mkdtempSync(join(tmpdir(), 'bida-log-postgres-'));
  chmodSync(home, 0o711);
  const account = await serverAccount();
  const binaries = reachableBinaries(embeddedBinaries(), account);
  const passwords = randomPasswords();
  await ensureCluster({ binaries, account, home, superPassword: passwords.superuser }, true);
  const port = await freePort();
  const logFile = join(home, 'log');
  const log = openSync(logFile, 'a');
  const server = spawn(
    binaries.postgres,
    serverArguments({ dataDir: dataDirectory(home), port, durable: false }),
    { ...account, cwd: home, env: serverEnvironment(), stdio: ['ignore', log, log] },
  );
  closeSync(log);
  const exited = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stop = async () => {
    server.kill('SIGQUIT');
    await exited;
    rmSync(home, { recursive: true, force: true });
  };
  const deadlineMs = Date.now() + 30_000;
  while (!(await answers(databaseUrls(port, 'postgres', passwords).superUrl)))
    if (Date.now() > deadlineMs || server.exitCode !== null) {
      await stop();
      throw new Error('the logging PostgreSQL did not start');
    }
  return { port, passwords, log: () => readFileSync(logFile, 'utf8'), stop };
}
