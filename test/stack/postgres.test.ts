import { Client } from 'pg';
import { freshDatabase } from './postgres.js';

async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

describe('a fresh database', () => {
  test('is the migrating role’s to build in, and the app’s only to use as granted', async () => {
    const database = await freshDatabase();
    try {
      await ask(database.migrateUrl, 'CREATE TABLE kept (id int); GRANT SELECT, INSERT ON kept TO bida_app');
      await ask(database.url, 'INSERT INTO kept VALUES (1)');
      expect(await ask(database.url, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
      await expect(ask(database.url, 'DROP TABLE kept')).rejects.toThrow('must be owner');
      await expect(ask(database.url, 'CREATE TABLE mine (id int)')).rejects.toThrow('permission denied');
      expect(await ask(database.superUrl, 'SHOW log_error_verbosity')).toEqual([
        { log_error_verbosity: 'terse' },
      ]);
    } finally {
      await database.drop();
    }
  });

  test('is nobody else’s, and gone once it is dropped', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    await ask(one.migrateUrl, 'CREATE TABLE only_here (id int)');
    await expect(ask(other.migrateUrl, 'SELECT * FROM only_here')).rejects.toThrow('does not exist');
    await one.drop();
    await expect(ask(one.url, 'SELECT 1')).rejects.toThrow('does not exist');
    await other.drop();
  });
});
