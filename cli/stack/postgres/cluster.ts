import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import type { ServerAccount } from './account.js';
import type { PostgresBinaries } from './binaries.js';

/** PostgreSQL's superuser in an embedded cluster; only set-up and tests use it. */
export const superuser = 'postgres';

/** A database cluster on disk that may not exist yet. */
export interface Cluster {
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount | undefined;
  /** The folder above the data folder; passable for `account`. */
  readonly home: string;
  readonly superPassword: string;
}

/** The data folder; its name carries the major version, so that a later one does not fall over it. */
export function dataDirectory(home: string): string {
  return join(home, '18');
}

/** A server's environment: nothing of ours that could steer it otherwise. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * Makes the cluster when there is none: UTF-8 by PostgreSQL's own locale (the same on every machine),
 * passwords by SCRAM. An interrupted making leaves nothing that a later start would take for whole.
 *
 * @param quick leaves out waiting for the disk; for throw-away clusters
 */
export async function ensureCluster(cluster: Cluster, quick = false): Promise<void> {
  const data = dataDirectory(cluster.home);
  if (existsSync(join(data, 'PG_VERSION'))) return;
  mkdirSync(cluster.home, { recursive: true, mode: 0o711 });
  const partial = join(cluster.home, 'new');
  const passwordFile = join(cluster.home, 'new.password');
  for (const left of [partial, passwordFile]) rmSync(left, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  writeFileSync(passwordFile, `${cluster.superPassword}\n`, { mode: 0o600 });
  if (cluster.account !== undefined) {
    chmodSync(cluster.home, 0o711);
    chownSync(partial, cluster.account.uid, cluster.account.gid);
    chownSync(passwordFile, cluster.account.uid, cluster.account.gid);
  }
  try {
    await initdb(cluster, partial, passwordFile, quick);
    renameSync(partial, data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(partial, { recursive: true, force: true });
  }
}

function initdb(cluster: Cluster, data: string, passwordFile: string, quick: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      cluster.binaries.initdb,
      [
        `--pgdata=${data}`,
        '--auth=scram-sha-256',
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        ...(quick ? ['--no-sync'] : []),
      ],
      {
        ...cluster.account,
        cwd: cluster.home,
        env: serverEnvironment(),
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-2_000);
    });
    const fail = (cause: string) =>
      reject(new Error(`PostgreSQL’s initdb could not make a database: ${cause}`));
    child.once('error', (error) => fail(error.message));
    child.once('close', (code) => (code === 0 ? resolve() : fail(said.trim())));
  });
}
