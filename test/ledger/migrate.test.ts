import { appendFileSync, cpSync, readdirSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../ledger/migrate.js';
import { freshDatabase } from '../stack/postgres.js';
import type { FreshDatabase } from '../stack/postgres.js';
import { ask } from './opened-ledger.js';

const released = join(__dirname, '..', '..', 'ledger', 'migrations');
const count = readdirSync(released).length;

describe('the migrations', () => {
  let database: FreshDatabase;
  let folder: string;
  beforeEach(async () => {
    database = await freshDatabase();
    folder = mkdtempSync(join(tmpdir(), 'bida-migrations-'));
    cpSync(released, folder, { recursive: true });
  });
  afterEach(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const versions = () =>
    ask<{ version: string }>(database.migrateUrl, 'SELECT version FROM schema_version WHERE version > 0');

  test('run once each when five processes start at once', async () => {
    const ran = await Promise.all(Array.from({ length: 5 }, () => migrate(database.migrateUrl)));
    expect(ran.map((names) => names.length).sort()).toEqual([0, 0, 0, 0, count].sort());
    expect(await versions()).toHaveLength(count);
    expect(await migrate(database.migrateUrl)).toEqual([]);
  });

  test('are refused when one was edited after it ran', async () => {
    await migrate(database.migrateUrl, folder);
    appendFileSync(join(folder, '0003.do.notice.sql'), '\n-- a second thought\n');
    await expect(migrate(database.migrateUrl, folder)).rejects.toThrow('[3]');
    expect(await versions()).toHaveLength(count);
  });

  test('leave nothing half done when one fails, and run once it is mended', async () => {
    const broken = join(folder, '9000.do.broken.sql');
    writeFileSync(broken, 'CREATE TABLE half (id int); SELECT 1 / 0;');
    await expect(migrate(database.migrateUrl, folder)).rejects.toThrow('division by zero');
    const tables = await ask(database.migrateUrl, `SELECT 1 FROM pg_tables WHERE schemaname = 'public'`);
    expect(tables).toEqual([]);
    writeFileSync(broken, 'CREATE TABLE whole (id int);');
    expect(await migrate(database.migrateUrl, folder)).toHaveLength(count + 1);
  });

  test('leave nothing half done when the connection is lost between a migration and its record', async () => {
    writeFileSync(
      join(folder, '9000.do.cut_off.sql'),
      'CREATE TABLE half (id int); SELECT pg_terminate_backend(pg_backend_pid());',
    );
    await expect(migrate(database.migrateUrl, folder)).rejects.toThrow();
    rmSync(join(folder, '9000.do.cut_off.sql'));
    expect(await migrate(database.migrateUrl, folder)).toHaveLength(count);
  });

  test('are let be by an older release that knows fewer of them', async () => {
    await migrate(database.migrateUrl);
    for (const name of readdirSync(folder).slice(-2)) rmSync(join(folder, name));
    expect(await migrate(database.migrateUrl, folder)).toEqual([]);
    expect(await versions()).toHaveLength(count);
  });

  test('need the owner: the application’s role cannot run them', async () => {
    await expect(migrate(database.url)).rejects.toThrow('permission denied');
  });
});
