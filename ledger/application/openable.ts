import type { Queryable } from '../ledger.js';

/** What an applicant's values are opened from: the application and the contacts in force, sealed. */
export interface OpenableApplication {
  readonly applicationId: string;
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
  readonly version: number;
  readonly sealedContacts: Buffer;
}

/** Those of the named applications that can be opened; none whose data was erased. */
export const openableApplications = (
  tx: Queryable,
  applicationIds: readonly string[],
): Promise<OpenableApplication[]> =>
  tx.query<OpenableApplication>(
    `SELECT a.application_id AS "applicationId", a.wrapped_key AS "wrappedKey", a.sealed, c.version,
            c.sealed AS "sealedContacts"
       FROM application a
       JOIN LATERAL (SELECT version, sealed FROM contact_version v WHERE v.application_id = a.application_id
                      ORDER BY version DESC LIMIT 1) c ON true
      WHERE a.application_id = ANY ($1::text[]) AND a.wrapped_key IS NOT NULL`,
    [applicationIds],
  );
