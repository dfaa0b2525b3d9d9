/** The bank's lists of decisions as they came: versions of a day, each whole. */
import type { Stage } from '../../domain/stage/stage.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface ListRow {
  readonly reconciliationId: number;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** In order; none means every region. */
  readonly regions: readonly string[];
  readonly version: number;
  readonly digest: Buffer;
  readonly decisions: number;
  readonly putAt: number;
  readonly putBy: string;
}

const columns = `reconciliation_id AS "reconciliationId", day::text, regions, version, digest, decisions,
  put_at AS "putAt", put_by AS "putBy"`;

/** Any number would do; every process must use the same one, and no other lock may. */
const lockSpace = 7_350_004;

/** Holds a day until the transaction ends, so that its lists are taken one after another. */
export const lockDay = (tx: Queryable, day: string): Promise<unknown> =>
  tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [lockSpace, day]);

/** The newest version of the list that stands for exactly these regions. */
export async function newestList(
  tx: Queryable,
  day: string,
  regions: readonly string[],
): Promise<ListRow | undefined> {
  const [row] = await tx.query<ListRow>(
    `SELECT ${columns} FROM reconciliation WHERE day = $1 AND regions = $2 ORDER BY version DESC LIMIT 1`,
    [day, [...regions]],
  );
  return row;
}

/** That no newer version of a list is on record; `list` is its alias in the statement. */
export const inForce = `NOT EXISTS (SELECT FROM reconciliation newer
  WHERE newer.day = list.day AND newer.regions = list.regions AND newer.version > list.version)`;

/** The lists in force of one day, those of every region first; `regions` are the reader's, where it is bound. */
export const listsOfDay = (
  tx: Queryable,
  day: string,
  regions: readonly string[] | undefined,
): Promise<ListRow[]> =>
  tx.query<ListRow>(
    `SELECT ${columns} FROM reconciliation list
      WHERE day = $1 AND ($2::text[] IS NULL OR regions = '{}' OR regions && $2) AND ${inForce}
      ORDER BY regions`,
    [day, regions === undefined ? null : [...regions]],
  );

/** The lists in force of the newest days that have one. */
export const newestLists = (tx: Queryable, most: number): Promise<ListRow[]> =>
  tx.query<ListRow>(
    `SELECT ${columns} FROM reconciliation list WHERE ${inForce} ORDER BY day DESC, regions LIMIT $1`,
    [most],
  );

/** Records a version of a list; answers its id. */
export async function insertList(tx: Queryable, given: Omit<ListRow, 'reconciliationId'>): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO reconciliation (day, regions, version, digest, decisions, put_at, put_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING reconciliation_id AS id`,
    [
      given.day,
      [...given.regions],
      given.version,
      given.digest,
      given.decisions,
      instant(given.putAt),
      given.putBy,
    ],
  );
  if (row === undefined) throw new Error('a list was written and has no id');
  return row.id;
}

export interface DecisionRow {
  readonly applicationId: string;
  readonly stage: Stage;
  readonly round: number;
  readonly decidedAt?: number;
  readonly digest?: Buffer;
}

/**
 * Records decisions of a list, so many at once that no statement takes long. Each keeps the time since which the
 * version before (`before`) has named it, and whether a report of it is on record by now.
 */
export const insertDecisions = (
  tx: Queryable,
  list: {
    readonly id: number;
    readonly before: number | undefined;
    readonly regions: readonly string[];
    readonly at: number;
  },
  rows: readonly DecisionRow[],
): Promise<unknown> =>
  tx.query(
    `INSERT INTO reconciled_decision
       (reconciliation_id, application_id, stage, round, decided_at, decision_digest, listed_at, known)
     SELECT $1, given.application_id, given.stage, given.round, given.decided_at, given.digest,
            coalesce(before.listed_at, $3),
            EXISTS (SELECT FROM report JOIN application USING (application_id)
                     WHERE report.kind = 'stage' AND report.application_id = given.application_id
                       AND report.stage = given.stage AND report.round = given.round
                       AND ($4 = '{}'::text[] OR application.region IS NULL OR application.region = ANY ($4)))
       FROM unnest($5::text[], $6::text[], $7::int[], $8::timestamptz[], $9::bytea[])
              AS given (application_id, stage, round, decided_at, digest)
       LEFT JOIN reconciled_decision before
              ON before.reconciliation_id = $2 AND before.application_id = given.application_id
             AND before.stage = given.stage AND before.round = given.round`,
    [
      list.id,
      list.before ?? null,
      instant(list.at),
      [...list.regions],
      rows.map(({ applicationId }) => applicationId),
      rows.map(({ stage }) => stage),
      rows.map(({ round }) => round),
      rows.map(({ decidedAt }) => instant(decidedAt)),
      rows.map(({ digest }) => digest ?? null),
    ],
  );
