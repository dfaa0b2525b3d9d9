/** Applications by keyed indexes: what is looked for is never put to PostgreSQL as it is. */
import type { Queryable } from '../ledger.js';

export interface FoundApplication {
  readonly applicationId: string;
  readonly product: string;
  readonly reportedAt: number;
  /** Whether the value is one of the contacts in force, or only of a former version. */
  readonly inForce: boolean;
}

/** Those that have, or had, this mobile number; the newest first. */
export const findByMobile = (tx: Queryable, index: Buffer, most: number): Promise<FoundApplication[]> =>
  tx.query<FoundApplication>(
    `SELECT a.application_id AS "applicationId", a.product, a.reported_at AS "reportedAt",
            f.version = (SELECT max(version) FROM contact_version v
                          WHERE v.application_id = a.application_id) AS "inForce"
       FROM (SELECT application_id, max(version) AS version FROM contact_version
              WHERE mobile_index = $1 GROUP BY application_id) f
       JOIN application a USING (application_id)
      ORDER BY a.reported_at DESC, a.application_id LIMIT $2`,
    [index, most],
  );

/** Those of an applicant of this name; the newest first. */
export const findByName = (tx: Queryable, index: Buffer, most: number): Promise<FoundApplication[]> =>
  tx.query<FoundApplication>(
    `SELECT application_id AS "applicationId", product, reported_at AS "reportedAt", true AS "inForce"
       FROM application WHERE name_index = $1 ORDER BY reported_at DESC, application_id LIMIT $2`,
    [index, most],
  );
