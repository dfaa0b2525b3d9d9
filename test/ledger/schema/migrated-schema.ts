import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../../ledger/migrate.js';
import { describeSchema } from '../../../ledger/schema/describe.js';
import { freshDatabase } from '../../stack/postgres.js';

/** The committed description of the schema. */
export const schemaFile = join(__dirname, '..', '..', '..', 'ledger', 'schema.sql');

export const committedSchema = (): string => readFileSync(schemaFile, 'utf8');

/** What the migrations make of an empty database. */
export async function migratedSchema(): Promise<string> {
  const database = await freshDatabase();
  try {
    await migrate(database.migrateUrl);
    return await describeSchema(database.migrateUrl);
  } finally {
    await database.drop();
  }
}
