import type { Queryable } from '../ledger.js';

export interface ApplicationRow {
  readonly applicationId: string;
  readonly applicantType: 'person' | 'company';
  readonly product: string;
  readonly region: string | null;
  readonly wrappedKey: Buffer;
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

/** Finds it and holds it, so that reports of one application are judged one after another. */
export async function lockApplication(
  tx: Queryable,
  applicationId: string,
): Promise<ApplicationRow | undefined> {
  const [row] = await tx.query<ApplicationRow>(
    `SELECT ${columns} FROM application WHERE application_id = $1 FOR NO KEY UPDATE`,
    [applicationId],
  );
  return row;
}
