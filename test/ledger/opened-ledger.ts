import { Ledger } from '../../ledger/ledger.js';
import { migrate } from '../../ledger/migrate.js';
import { Client } from 'pg';
import type { QueryResultRow } from 'pg';
import { freshDatabase } from '../stack/postgres.js';
import type { FreshDatabase } from '../stack/postgres.js';

/** A migrated database of one test file's own, opened as each room opens it, and as both. */
export interface OpenedLedger {
  readonly database: FreshDatabase;
  /** As somebody who is both rooms: for what a test puts there, and for what is no room's. */
  readonly ledger: Ledger;
  readonly api: Ledger;
  readonly worker: Ledger;
  readonly close: () => Promise<void>;
}

export async function openedLedger(connections = 10): Promise<OpenedLedger> {
  const database = await freshDatabase();
  await migrate(database.migrateUrl);
  // One that is not used opens no connection.
  const [ledger, api, worker] = [database.roomsUrl, database.url, database.workerUrl].map(
    (url) => new Ledger({ url, connections }),
  ) as [Ledger, Ledger, Ledger];
  const close = async () => {
    await Promise.all([ledger, api, worker].map((opened) => opened.close()));
    await database.drop();
  };
  return { database, ledger, api, worker, close };
}

/** Runs one statement on a connection of its own, as whichever role the URL names. */
export async function ask<Row extends QueryResultRow>(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
