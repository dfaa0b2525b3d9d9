import { join } from 'node:path';
import type { PartSpec } from '../part.js';
import type { Progress } from '../progress.js';
import { serverAccount } from './account.js';
import { embeddedBinaries } from './binaries.js';
import { dataDirectory, ensureCluster, serverEnvironment } from './cluster.js';
import { serverArguments } from './flags.js';
import { clearLeftoverServer } from './leftover.js';
import { databasePasswords } from './passwords.js';
import { reachableBinaries, reachableHome } from './reach.js';
import { answers, databaseUrls, ensureDatabase } from './roles.js';

const database = 'bida';

/** A PostgreSQL ready to be started, and what to do once it runs. */
export interface PreparedPostgres {
  readonly spec: PartSpec;
  /** As the API’s role. */
  readonly url: string;
  readonly workerUrl: string;
  /** As the role that brings the schema up to date. */
  readonly migrateUrl: string;
  /** Makes the roles and the database; to be called once it runs. */
  readonly complete: () => Promise<void>;
}

/**
 * Makes ready the embedded PostgreSQL of a state folder: `<state>/postgres` on disk, log in
 * `<state>/logs/postgres.log`, passwords in `<state>/keys/database.json`.
 */
export async function preparePostgres(
  stateDir: string,
  port: number,
  progress: Progress,
): Promise<PreparedPostgres> {
  const account = await serverAccount();
  const binaries = reachableBinaries(embeddedBinaries(), account);
  const home = reachableHome(stateDir, account, progress);
  const passwords = databasePasswords(stateDir);
  const dataDir = dataDirectory(home);
  await ensureCluster({ binaries, account, home, superPassword: passwords.superuser });
  const { superUrl } = databaseUrls(port, 'postgres', passwords);
  const { url, workerUrl, migrateUrl } = databaseUrls(port, database, passwords);
  return {
    url,
    workerUrl,
    migrateUrl,
    complete: () => ensureDatabase(port, database, passwords),
    spec: {
      name: 'postgres',
      logFile: join(stateDir, 'logs', 'postgres.log'),
      command: async () => {
        await clearLeftoverServer(dataDir, progress);
        return {
          program: binaries.postgres,
          args: serverArguments({ dataDir, port, durable: true }),
          environment: serverEnvironment(),
          directory: home,
          account,
        };
      },
      ready: { kind: 'probe', answers: () => answers(superUrl) },
      readyWithinMs: 60_000,
      signal: 'SIGINT',
      hardSignal: 'SIGQUIT',
      graceMs: 10_000,
    },
  };
}
