import type { Queryable } from '../ledger.js';

export interface ApplicationRow {
  readonly applicationId: string;
  readonly applicantType: 'person' | 'company';
  readonly product: string;
  readonly region: string | null;
  /** Absent where the applicant's data was erased: nothing opens it any more. */
  readonly wrappedKey: Buffer | null;
  readonly sealed: Buffer;
  readonly reportedAt: number;
}

const columns = `application_id AS "applicationId", applicant_type AS "applicantType", product, region,
  wrapped_key AS "wrappedKey", sealed, reported_at AS "reportedAt"`;

export async function findApplication(
  tx: Queryable,
  applicationId: string,
): Promise<ApplicationRow | undefined> {
  const [row] = await tx.query<ApplicationRow>(
    `SELECT ${columns} FROM application WHERE application_id = $1`,
    [applicationId],
  );
  return row;
}

/** Any number would do; every process must use the same one, and no other lock may. */
const lockSpace = 7_350_002;

/**
 * Finds it and holds its id until the transaction ends, so that reports of one application are judged
 * one after another. A row lock would need the right to update, which nobody has on this table.
 */
export async function lockApplication(
  tx: Queryable,
  applicationId: string,
): Promise<ApplicationRow | undefined> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [lockSpace, applicationId]);
  return findApplication(tx, applicationId);
}
