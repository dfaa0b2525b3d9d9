import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { DatabasePasswords } from './passwords.js';
import { superuser } from './cluster.js';

/** The role that owns the database and brings it up to date. */
export const migrateRole = 'bida_migrate';
/** The role the rooms work with: it owns nothing; migrations grant it what it needs. */
export const appRole = 'bida_app';

/** The three ways into one database of the embedded server. */
export interface DatabaseUrls {
  readonly url: string;
  readonly migrateUrl: string;
  readonly superUrl: string;
}

/** Where a database of the embedded server is, for each role. */
export function databaseUrls(port: number, database: string, passwords: DatabasePasswords): DatabaseUrls {
  const at = (role: string, password: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    url: at(appRole, passwords.app),
    migrateUrl: at(migrateRole, passwords.migrate),
    superUrl: at(superuser, passwords.superuser),
  };
}

/** Makes both roles and a database owned by the migrating one; what is there already stays. */
export async function ensureDatabase(
  port: number,
  database: string,
  passwords: DatabasePasswords,
): Promise<void> {
  const client = new Client({ connectionString: databaseUrls(port, 'postgres', passwords).superUrl });
  await client.connect();
  try {
    // Two that change the same role at once would fail each other; the session's end lets go.
    await client.query('SELECT pg_advisory_lock(20261101)');
    for (const [role, password] of [
      [migrateRole, passwords.migrate],
      [appRole, passwords.app],
    ] as const) {
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
      await client.query(`${verb} ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${escapeLiteral(password)}`);
    }
    const name = escapeIdentifier(database);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name} OWNER ${escapeIdentifier(migrateRole)}`);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO ${escapeIdentifier(appRole)}`);
  } finally {
    await client.end();
  }
}

/** Whether the server takes connections. */
export async function answers(superUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: superUrl, connectionTimeoutMillis: 2_000 });
  // The server may go away while we ask: that is an answer too, not a fault of ours.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
