import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { DatabasePasswords } from './passwords.js';
import { superuser } from './cluster.js';

/** The role that owns the database and brings it up to date. */
export const migrateRole = 'bida_migrate';
/** Nobody's login: what API and worker both may do, granted by the migrations. */
const sharedRole = 'bida_app';
/** The roles the rooms log in by: they own nothing, and each may do what its room does. */
const roomRoles = { api: 'bida_api', worker: 'bida_worker' } as const;

/** The ways into one database of the embedded server. */
export interface DatabaseUrls {
  /** As the API, and the command line. */
  readonly url: string;
  readonly workerUrl: string;
  readonly migrateUrl: string;
  readonly superUrl: string;
}

/** Where a database of the embedded server is, for each role. */
export function databaseUrls(port: number, database: string, passwords: DatabasePasswords): DatabaseUrls {
  const at = (role: string, password: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    url: at(roomRoles.api, passwords.api),
    workerUrl: at(roomRoles.worker, passwords.worker),
    migrateUrl: at(migrateRole, passwords.migrate),
    superUrl: at(superuser, passwords.superuser),
  };
}

/**
 * Makes the roles and a database owned by the migrating one; what is there already stays, and is brought over where an
 * earlier release made it: there API and worker logged in as the role they now share.
 */
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
    await ensureRole(client, migrateRole, `LOGIN PASSWORD ${escapeLiteral(passwords.migrate)}`);
    await ensureRole(client, sharedRole, 'NOLOGIN PASSWORD NULL');
    for (const [room, role] of Object.entries(roomRoles) as [keyof typeof roomRoles, string][]) {
      await ensureRole(client, role, `LOGIN PASSWORD ${escapeLiteral(passwords[room])}`);
      await client.query(`GRANT ${sharedRole} TO ${role}`);
    }
    const name = escapeIdentifier(database);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name} OWNER ${migrateRole}`);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await client.query(`REVOKE TEMPORARY ON DATABASE ${name} FROM ${sharedRole}`);
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${sharedRole}`);
  } finally {
    await client.end();
  }
}

/**
 * Makes the roles that the migrations grant to where a server has none, without a login: for a database that is thrown
 * away on a server of somebody's own.
 */
export async function ensureRoomRoles(client: Client): Promise<void> {
  for (const role of [sharedRole, ...Object.values(roomRoles)])
    if (!(await isRole(client, role))) {
      await client.query(`CREATE ROLE ${role} NOLOGIN`);
      if (role !== sharedRole) await client.query(`GRANT ${sharedRole} TO ${role}`);
    }
}

async function ensureRole(client: Client, role: string, options: string): Promise<void> {
  await client.query(`${(await isRole(client, role)) ? 'ALTER' : 'CREATE'} ROLE ${role} ${options}`);
}

async function isRole(client: Client, role: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  return rowCount === 1;
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
