/**
 * Fills the ledger with copies of the patterns, as the role that owns it. Announcements alone are not copied: each would
 * be sent to the loan system.
 */
import type { Bank } from '../../cli/bank/open-bank.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Queryable } from '../../ledger/ledger.js';
import { ownUuid } from './copy.js';
import type { Copy } from './copy.js';
import { patternId, patterns } from './patterns.js';
import { openPatterns, sealCopy } from './sealed-copy.js';
import type { SealedCopy } from './sealed-copy.js';

const atOnce = 500;
const sayEveryMs = 2_000;

/** A table whose rows are copied: what of a row is the copy's own. */
interface CopiedTable {
  readonly name: string;
  /** The rows of patterns, where they do not name their application themselves. */
  readonly rows?: string;
  /** Which copies have them; all unless told. */
  readonly where?: string;
  readonly own: Readonly<Record<string, string>>;
}

const valueIndex = (name: string): string =>
  `CASE WHEN pattern.${name} LIKE 'email%' THEN given.email_index ELSE given.mobile_index END`;
const shifted = (column: string): string => `pattern.${column} + given.shift`;
const id = { application_id: 'given.id' };
const attemptId = { attempt_id: ownUuid('pattern.attempt_id') };
const taskId = { task_id: ownUuid('pattern.task_id') };
// Of an open task alone: a finished one keeps what it was.
const claimed = (value: string): string =>
  `CASE WHEN pattern.state = 'open' AND given.claimed_by IS NOT NULL THEN ${value} END`;

/** In the order in which they refer to each other. */
const tables: readonly CopiedTable[] = [
  {
    name: 'application',
    own: {
      ...id,
      key_id: 'given.key_id',
      wrapped_key: 'given.wrapped_key',
      sealed: 'given.sealed',
      name_index: 'given.name_index',
    },
  },
  {
    name: 'contact_version',
    own: {
      ...id,
      sealed: 'given.contacts_sealed',
      digest: 'given.contacts_digest',
      mobile_index: 'given.mobile_index',
    },
  },
  { name: 'contact_value', own: { ...id, value_index: valueIndex('name') } },
  { name: 'contact_verification', own: { ...id, value_index: valueIndex('name') } },
  { name: 'consent', own: id },
  {
    name: 'report',
    own: {
      ...id,
      report_id: ownUuid('pattern.report_id'),
      sealed: 'own_report.sealed',
      digest: 'own_report.digest',
      decision_digest: 'own_report.decision_digest',
    },
  },
  { name: 'notice', own: { ...id, report_id: ownUuid('pattern.report_id') } },
  {
    name: 'attempt',
    own: {
      ...id,
      ...attemptId,
      contact_index: valueIndex('contact'),
      provider_message_id: `md5(given.id || pattern.provider_message_id)`,
      // No provider would know of it.
      poll_at: `pattern.poll_at + interval '1 day'`,
    },
  },
  {
    name: 'receipt',
    rows: `SELECT receipt.*, attempt.application_id AS of_application FROM receipt JOIN attempt USING (attempt_id)
            WHERE attempt.application_id = ANY($1)`,
    own: {
      ...attemptId,
      receipt_id: ownUuid('pattern.receipt_id'),
      provider_message_id: `md5(given.id || pattern.provider_message_id)`,
    },
  },
  {
    name: 'human_task',
    own: {
      ...id,
      ...taskId,
      overdue_at: `CASE WHEN pattern.state = 'open' AND ${shifted('due_at')} < now() THEN ${shifted('due_at')} END`,
      claimed_by: claimed('given.claimed_by'),
      claimed_at: claimed('now()'),
      claim_expires_at: claimed(`now() + interval '8 hours'`),
    },
  },
  { name: 'event', own: { ...id, ...attemptId, ...taskId } },
  {
    name: 'inquiry',
    where: 'given.asked_about',
    own: { ...id, inquiry_id: ownUuid('pattern.inquiry_id') },
  },
];

const givenColumns: readonly (readonly [string, string, (copy: SealedCopy) => unknown])[] = [
  ['id', 'text', ({ applicationId }) => applicationId],
  ['of_pattern', 'text', ({ pattern }) => patternId(pattern)],
  ['shift', 'interval', ({ ageMs }) => `${-ageMs} milliseconds`],
  ['asked_about', 'boolean', ({ askedAbout }) => askedAbout],
  ['claimed_by', 'text', ({ claimedBy }) => claimedBy],
  ['key_id', 'text', ({ keyId }) => keyId],
  ['wrapped_key', 'bytea', ({ wrappedKey }) => wrappedKey],
  ['sealed', 'bytea', ({ sealed }) => sealed],
  ['name_index', 'bytea', ({ nameIndex }) => nameIndex],
  ['mobile_index', 'bytea', ({ mobileIndex }) => mobileIndex],
  ['email_index', 'bytea', ({ emailIndex }) => emailIndex],
  ['contacts_sealed', 'bytea', ({ contactsSealed }) => contactsSealed],
  ['contacts_digest', 'bytea', ({ contactsDigest }) => contactsDigest],
];

/** The statement that copies a table's rows; `$1` are the patterns, then the columns given, then those of reports. */
async function copying(tx: Queryable, table: CopiedTable): Promise<string> {
  const columns = await tx.query<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = $1 AND is_identity = 'NO' AND column_name <> 'xact'`,
    [table.name],
  );
  const value = ({ name, type }: { name: string; type: string }): string =>
    table.own[name] ?? (type.startsWith('timestamp') ? shifted(name) : `pattern.${name}`);
  const rows =
    table.rows ??
    `SELECT *, application_id AS of_application FROM ${table.name}
            WHERE application_id = ANY($1)`;
  const given = givenColumns.map(([, type], place) => `$${place + 2}::${type}[]`);
  const ofReports = ['text', 'uuid', 'bytea', 'bytea', 'bytea'].map(
    (type, place) => `$${place + 2 + givenColumns.length}::${type}[]`,
  );
  const ownReport = `JOIN unnest(${ofReports.join(', ')})
      AS own_report(id, report_id, sealed, digest, decision_digest)
      ON own_report.id = given.id AND own_report.report_id = pattern.report_id`;
  return `WITH pattern AS MATERIALIZED (${rows})
    INSERT INTO ${table.name} (${columns.map(({ name }) => name).join(', ')})
    SELECT ${columns.map(value).join(', ')}
      FROM unnest(${given.join(', ')}) AS given(${givenColumns.map(([name]) => name).join(', ')})
      JOIN pattern ON pattern.of_application = given.of_pattern
      ${table.name === 'report' ? ownReport : ''}
     ${table.where === undefined ? '' : `WHERE ${table.where}`}`;
}

/**
 * Writes the copies, the oldest first as a bank's would be, and lets PostgreSQL look at what it has.
 * @param url of the migrating role
 */
export async function multiply(
  url: string,
  bank: Pick<Bank, 'ledger' | 'sealing'>,
  copies: readonly Copy[],
  progress: (line: string) => void,
): Promise<void> {
  const reports = await openPatterns(bank);
  const ids = patterns.map(patternId);
  const owner = new Ledger({ url, connections: 1 });
  try {
    const statements: [CopiedTable, string][] = [];
    for (const table of tables) statements.push([table, await copying(owner, table)]);
    let saidAt = Date.now();
    for (let done = 0; done < copies.length; done += atOnce) {
      const some = copies.slice(done, done + atOnce);
      const sealed = await Promise.all(some.map((copy) => sealCopy(bank.sealing, copy, reports)));
      const given = givenColumns.map(([, , of]) => sealed.map(of));
      const own = sealed.flatMap((copy) =>
        copy.reports.map((report) => ({ id: copy.applicationId, ...report })),
      );
      const ofReports = [
        own.map(({ id: of }) => of),
        own.map(({ patternReportId }) => patternReportId),
        own.map((report) => report.sealed),
        own.map(({ digest }) => digest),
        own.map(({ decisionDigest }) => decisionDigest),
      ];
      await owner.transaction(async (tx) => {
        for (const [{ name }, statement] of statements)
          await tx.query(statement, [ids, ...given, ...(name === 'report' ? ofReports : [])]);
      });
      if (Date.now() - saidAt < sayEveryMs) continue;
      saidAt = Date.now();
      progress(`${done + some.length} of ${copies.length} applications are in the ledger`);
    }
    for (const { name } of tables) await owner.query(`ANALYZE ${name}`);
  } finally {
    await owner.close();
  }
}

/** What the ledger takes on disk, indexes included. */
export interface LedgerSize {
  readonly bytes: number;
  /** By table, the largest first. */
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly bytes: number }[];
}

export async function ledgerSize(tx: Queryable): Promise<LedgerSize> {
  const rows = await tx.query<LedgerSize['tables'][number]>(
    `SELECT relname AS table, greatest(reltuples, 0)::bigint AS rows, pg_total_relation_size(oid) AS bytes
       FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      ORDER BY bytes DESC`,
  );
  return { bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0), tables: rows };
}
