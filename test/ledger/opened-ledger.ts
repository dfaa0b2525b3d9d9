import { Ledger } from '../../ledger/ledger.js';
import { migrate } from '../../ledger/migrate.js';
import { Client } from 'pg';
import type { QueryResultRow } from 'pg';
import { freshDatabase } from '../stack/postgres.js';
import type { FreshDatabase } from '../stack/postgres.js';

/** A migrated database of one test file's own, opened as the rooms open it. */
export interface OpenedLedger {
  readonly database: FreshDatabase;
  readonly ledger: Ledger;
  readonly close: () => Promise<void>;
}

export async function openedLedger(connections = 10): Promise<OpenedLedger> {
  const database = await freshDatabase();
  await migrate(database.migrateUrl);
  const ledger = new Ledger({ url: database.url, connections });
  const close = async () => {
    await ledger.close();
    await database.drop();
  };
  return { database, ledger, close };
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
