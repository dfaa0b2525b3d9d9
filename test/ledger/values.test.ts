import { inspect } from 'node:util';
import { Client } from 'pg';
import { findAttempt, lockAttempt } from '../../ledger/attempt/find.js';
import { findTask } from '../../ledger/human-task/row.js';
import { Ledger, collidedWith } from '../../ledger/ledger.js';
import { migrate } from '../../ledger/migrate.js';
import { findReport } from '../../ledger/report/find.js';
import { errorShape } from '../../runtime/logging/error-shape.js';
import { loggingServer } from './logging-server.js';
import type { LoggingServer } from './logging-server.js';
import { owedNotice, reportedApplication } from './owed-notice.js';

const canary = '王小明 13800138000';
const application = (id: string, type = 'person') =>
  `INSERT INTO application VALUES ('${id}', '${type}', $1, null, 'k', '', '', '', now())`;

/** Statements that fail about a value, and the SQLSTATE they fail with. */
const failing: readonly { readonly name: string; readonly code: string; readonly sql: string }[] = [
  {
    name: 'a collision',
    code: '23505',
    sql: `INSERT INTO alarm (kind, subject, opened_at, last_at) VALUES ('k', $1, now(), now())`,
  },
  { name: 'a failed check', code: '23514', sql: application('A-check', 'robot') },
  {
    name: 'a missing value',
    code: '23502',
    sql: `INSERT INTO refused_report (kind, code) VALUES ('stage', $1)`,
  },
  {
    name: 'a missing parent',
    code: '23503',
    sql: `INSERT INTO contact_version VALUES ($1, 1, '', '', null, 'good', now())`,
  },
  { name: 'no UUID', code: '22P02', sql: 'SELECT FROM attempt WHERE attempt_id = $1::text::uuid' },
  { name: 'no number', code: '22P02', sql: 'SELECT $1::text::integer' },
  { name: 'no instant', code: '22007', sql: 'SELECT $1::text::timestamptz' },
  { name: 'no JSON', code: '22P02', sql: 'SELECT $1::text::jsonb' },
];

describe('a value PostgreSQL refuses', () => {
  let server: LoggingServer;
  let ledger: Ledger;
  beforeAll(async () => {
    server = await loggingServer();
    await migrate(server.migrateUrl);
    ledger = new Ledger({ url: server.url });
    await ledger.query(failing[0]?.sql ?? '', [canary]);
  });
  afterAll(async () => {
    await ledger.close();
    await server.stop();
  });

  const everything = (failure: unknown): string =>
    inspect(failure, { depth: 9, showHidden: true }) + JSON.stringify(errorShape(failure)) + String(failure);

  test.each(failing)('stands in no error: $name', async ({ code, sql }) => {
    for (const attempt of [
      ledger.query(sql, [canary]),
      ledger.transaction((tx) => tx.query(sql, [canary])),
    ]) {
      const failure: unknown = await attempt.catch((thrown: unknown) => thrown);
      expect(failure).toMatchObject({ name: 'RefusedStatement', code });
      for (const word of canary.split(' ')) expect(everything(failure)).not.toContain(word);
    }
    // The control: the driver's own error does carry it.
    const client = new Client({ connectionString: server.url });
    await client.connect();
    const bare: unknown = await client.query(sql, [canary]).catch((thrown: unknown) => thrown);
    await client.end();
    expect(everything(bare)).toMatch(/王小明|13800138000/);
  });

  test('still tells which rule it ran against', async () => {
    const failure: unknown = await ledger
      .query(failing[0]?.sql ?? '', [canary])
      .catch((thrown: unknown) => thrown);
    expect(collidedWith(failure)).toBe('alarm_one_open');
    expect(String(failure)).toContain('duplicate key value violates unique constraint "alarm_one_open"');
    const { applicationId } = await owedNotice(ledger);
    expect(applicationId).not.toBe(await reportedApplication(ledger));
  });

  test('stands nowhere in the server’s log, which did note the failures', async () => {
    const from = server.log().length;
    const said = () => server.log().slice(from);
    for (const { sql } of failing.slice(0, 4)) await ledger.query(sql, [canary]).catch(() => undefined);
    expect(said()).toContain('alarm_one_open');
    // PostgreSQL quotes what it cannot read whatever its settings, so no such text may be asked about.
    for (const find of [findAttempt, lockAttempt, findTask, findReport])
      expect(await find(ledger, canary)).toBeUndefined();
    for (const word of canary.split(' ')) expect(said()).not.toContain(word);
    // The control: with the server's own setting for verbosity the log would have it.
    const client = new Client({ connectionString: server.superUrl });
    await client.connect();
    await client.query(`SET log_error_verbosity = 'default'`);
    await client.query(failing[0]?.sql ?? '', [canary]).catch(() => undefined);
    await client.end();
    expect(said()).toContain('13800138000');
  });
});
