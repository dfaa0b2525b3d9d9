import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { Client, escapeIdentifier } from 'pg';
import { databaseUrls, ensureDatabase } from '../../cli/stack/postgres/roles.js';
import type { DatabaseUrls } from '../../cli/stack/postgres/roles.js';
import { hostServer, roomsUrl, sharedServerVariable } from './postgres-facts.js';
import type { ServerFacts } from './postgres-facts.js';

/** An empty database for one test file, owned by the migrating role; `drop` also ends connections left open. */
export interface FreshDatabase extends DatabaseUrls {
  /** As somebody who is both rooms: for what a test puts there, where it is about neither. */
  readonly roomsUrl: string;
  readonly drop: () => Promise<void>;
}

/** Makes a database of its own on the PostgreSQL that the jest run shares. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { port, passwords } = await serverFacts();
  const name = `bida_${randomBytes(6).toString('hex')}`;
  await ensureDatabase(port, name, passwords);
  const drop = async () => {
    const client = new Client({ connectionString: databaseUrls(port, 'postgres', passwords).superUrl });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
    await client.end();
  };
  return { ...databaseUrls(port, name, passwords), roomsUrl: roomsUrl(port, name, passwords), drop };
}

let own: Promise<ServerFacts> | undefined;

/** The run's server, or one for this file alone where jest was started without the global set-up. */
function serverFacts(): Promise<ServerFacts> {
  const shared = process.env[sharedServerVariable];
  if (shared !== undefined) return Promise.resolve(JSON.parse(shared) as ServerFacts);
  own ??= hostServer().then(({ facts, host }) => {
    // It must not keep jest alive: it ends when the pipe closes with this process.
    host.unref();
    for (const stream of [host.stdin, host.stdout]) (stream as Socket | null)?.unref();
    return facts;
  });
  return own;
}
