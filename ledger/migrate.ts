/** Brings a database to this version's schema; safe with several processes at once. */
import { join } from 'node:path';
import { Client } from 'pg';
import Postgrator from 'postgrator';

/** Any number would do; all processes of this project must use the same one. */
const lockKey = 7_350_001;

/**
 * Runs the numbered migrations that are not in yet, each once, under a lock, all or none. A migration
 * that was changed after it ran is refused. `url` must be the owner's. Answers the names of those run.
 */
export async function migrate(url: string, migrationsDir = defaultMigrationsDir): Promise<string[]> {
  const client = new Client({ connectionString: url });
  // A connection that breaks fails the statement under way; unheard, it would end the process too.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // One transaction: a migration and the row that says it ran are there together, or neither is.
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const ran = await new Postgrator({
      driver: 'pg',
      migrationPattern: join(migrationsDir, '*.sql'),
      schemaTable: 'schema_version',
      validateChecksums: true,
      execQuery: (query) => client.query(query),
      execSqlScript: async (script) => {
        await client.query(script);
      },
    }).migrate();
    await client.query('COMMIT');
    return ran.map((migration) => `${String(migration.version)} ${migration.name}`);
  } finally {
    await client.end();
  }
}

/** Beside this file, in the sources as in the build. */
const defaultMigrationsDir = join(__dirname, 'migrations');
