// A process of its own that holds one throw-away PostgreSQL for as long as its standard input stays
// open. However the tests end, the pipe closes with them: then the server ends and its folder goes.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../../cli/stack/free-port.js';
import { serverAccount } from '../../cli/stack/postgres/account.js';
import { embeddedBinaries } from '../../cli/stack/postgres/binaries.js';
import { dataDirectory, ensureCluster, serverEnvironment } from '../../cli/stack/postgres/cluster.js';
import { serverArguments } from '../../cli/stack/postgres/flags.js';
import { randomPasswords } from '../../cli/stack/postgres/passwords.js';
import { reachableBinaries } from '../../cli/stack/postgres/reach.js';
import { answers, databaseUrls, ensureDatabase } from '../../cli/stack/postgres/roles.js';
import { roomsRole } from './postgres-facts.js';

async function hold(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'bida-test-postgres-'));
  chmodSync(home, 0o711);
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    const account = await serverAccount();
    const binaries = reachableBinaries(embeddedBinaries(), account);
    const passwords = randomPasswords();
    await ensureCluster({ binaries, account, home, superPassword: passwords.superuser }, true);
    const port = await freePort();
    const server = spawn(
      binaries.postgres,
      serverArguments({ dataDir: dataDirectory(home), port, durable: false }),
      { ...account, cwd: home, env: serverEnvironment(), stdio: 'ignore' },
    );
    const exited = new Promise<void>((resolve) => server.once('close', () => resolve()));
    const asked = new Promise<void>((resolve) => {
      process.stdin.once('close', resolve).resume();
      process.once('SIGTERM', () => resolve());
      process.once('SIGINT', () => resolve());
    });
    const over = Promise.race([exited, asked]).then(() => true);
    const up = async () => {
      const { superUrl } = databaseUrls(port, 'postgres', passwords);
      while (!(await answers(superUrl))) await pause(20);
      await ensureDatabase(port, 'bida', passwords);
      const client = new Client({ connectionString: superUrl });
      await client.connect();
      await client.query(
        `CREATE ROLE ${roomsRole} LOGIN PASSWORD '${passwords.api}' IN ROLE bida_api, bida_worker`,
      );
      await client.end();
      process.stdout.write(`${JSON.stringify({ port, passwords })}\n`);
    };
    await Promise.race([over, up()]);
    await over;
    // Nobody will read this cluster again: no need for a tidy shutdown.
    server.kill('SIGQUIT');
    await exited;
  } finally {
    remove();
  }
}

hold().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
