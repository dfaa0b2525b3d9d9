/** A database of the release in which API and worker logged in by one role, `bida_app`, is brought over by a start. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrMake } from '../../../cli/stack/keys/keep.js';
import { databasePasswords } from '../../../cli/stack/postgres/passwords.js';
import { databaseUrls, ensureDatabase } from '../../../cli/stack/postgres/roles.js';
import { findAttempt } from '../../../ledger/attempt/find.js';
import { Ledger } from '../../../ledger/ledger.js';
import { migrate } from '../../../ledger/migrate.js';
import { ask } from '../../ledger/opened-ledger.js';
import { bareServer } from '../../ledger/logging-server.js';
import type { BareServer } from '../../ledger/logging-server.js';
import { intendedAttempt } from '../../ledger/owed-notice.js';

/** With it the rooms got logins of their own. */
const rolesMigration = '0090.do.roles.sql';
const migrations = join(__dirname, '../../../ledger/migrations');

describe('a database whose rooms shared one login', () => {
  let server: BareServer;
  let stateDir: string;
  let earlierMigrations: string;
  /** As they were kept then. */
  const kept = { superuser: '', migrate: 'm'.repeat(48), app: 'a'.repeat(48) };
  const file = () => join(stateDir, 'keys', 'database.json');

  beforeAll(async () => {
    server = await bareServer();
    stateDir = mkdtempSync(join(tmpdir(), 'bida-earlier-'));
    earlierMigrations = join(stateDir, 'migrations');
    cpSync(migrations, earlierMigrations, { recursive: true });
    for (const name of readdirSync(earlierMigrations))
      if (name >= rolesMigration) rmSync(join(earlierMigrations, name));
    kept.superuser = server.passwords.superuser;
    readOrMake(stateDir, 'database.json', () => JSON.stringify(kept));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(stateDir, { recursive: true });
  });

  const at = (role: string, password: string, database = 'bida') =>
    `postgres://${role}:${password}@127.0.0.1:${server.port}/${database}`;

  test('is refused its new schema while nobody made the new roles, and keeps its rights', async () => {
    const superUrl = at('postgres', kept.superuser, 'postgres');
    for (const statement of [
      `CREATE ROLE bida_migrate LOGIN PASSWORD '${kept.migrate}'`,
      `CREATE ROLE bida_app LOGIN PASSWORD '${kept.app}'`,
      'CREATE DATABASE bida OWNER bida_migrate',
      'REVOKE ALL ON DATABASE bida FROM PUBLIC',
      'GRANT CONNECT, TEMPORARY ON DATABASE bida TO bida_app',
    ])
      await ask(superUrl, statement);
    const migrateUrl = at('bida_migrate', kept.migrate);
    await migrate(migrateUrl, earlierMigrations);
    await expect(migrate(migrateUrl)).rejects.toThrow(
      'role "bida_api" does not exist: it must be made before',
    );
    await ask(superUrl, 'CREATE ROLE bida_api IN ROLE bida_app');
    await ask(superUrl, 'CREATE ROLE bida_worker');
    await expect(migrate(migrateUrl)).rejects.toThrow(
      'role "bida_worker" has not the rights of "bida_app": GRANT bida_app TO bida_worker',
    );
    const ledger = new Ledger({ url: at('bida_app', kept.app), connections: 2 });
    await intendedAttempt(ledger);
    await ledger.close();
  });

  test('comes over with its data at the next start, and its login is nobody’s any more', async () => {
    const passwords = databasePasswords(stateDir);
    expect(passwords).toMatchObject({ superuser: kept.superuser, migrate: kept.migrate });
    const [written] = await ask<{ attemptId: string }>(
      at('bida_app', kept.app),
      'SELECT attempt_id AS "attemptId" FROM attempt',
    );

    await ensureDatabase(server.port, 'bida', passwords);
    const urls = databaseUrls(server.port, 'bida', passwords);
    expect((await migrate(urls.migrateUrl))[0]).toBe('90 roles');

    for (const url of [urls.url, urls.workerUrl]) {
      const ledger = new Ledger({ url, connections: 1 });
      expect(await findAttempt(ledger, written?.attemptId ?? '')).toMatchObject({ outcome: 'intended' });
      await ledger.close();
    }
    const worker = new Ledger({ url: urls.workerUrl, connections: 1 });
    const api = new Ledger({ url: urls.url, connections: 1 });
    await expect(intendedAttempt(worker)).rejects.toThrow('permission denied for table application');
    await expect(intendedAttempt(api)).rejects.toThrow('permission denied for table attempt');
    await Promise.all([worker.close(), api.close()]);
    await expect(ask(at('bida_app', kept.app), 'SELECT 1')).rejects.toThrow('authentication failed');
    // A further start finds all as it is.
    await ensureDatabase(server.port, 'bida', databasePasswords(stateDir));
    expect(await migrate(urls.migrateUrl)).toEqual([]);
  });

  test('has its passwords added to the file, which stays private', () => {
    const before = databasePasswords(stateDir);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(before);
    expect(new Set(Object.values(before)).size).toBe(4);
    writeFileSync(file(), JSON.stringify({ ...before, app: kept.app }), { mode: 0o600 });
    expect(databasePasswords(stateDir)).toEqual(before);
  });
});
