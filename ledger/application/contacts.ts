import type { ContactState } from '../../domain/contact/check.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface ContactVersion {
  readonly version: number;
  readonly sealed: Buffer;
  readonly digest: Buffer;
  readonly mobileIndex: Buffer | null;
  readonly mobileState: ContactState;
  readonly reportedAt: number;
}

export const insertContacts = (
  tx: Queryable,
  applicationId: string,
  given: ContactVersion,
): Promise<unknown> =>
  tx.query(
    `INSERT INTO contact_version (application_id, version, sealed, digest, mobile_index, mobile_state, reported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      applicationId,
      given.version,
      given.sealed,
      given.digest,
      given.mobileIndex,
      given.mobileState,
      instant(given.reportedAt),
    ],
  );

const columns = `version, sealed, digest, mobile_index AS "mobileIndex", mobile_state AS "mobileState", reported_at AS "reportedAt"`;

/** The contacts in force: the newest version. */
export async function latestContacts(
  tx: Queryable,
  applicationId: string,
): Promise<ContactVersion | undefined> {
  const [row] = await tx.query<ContactVersion>(
    `SELECT ${columns}
       FROM contact_version WHERE application_id = $1 ORDER BY version DESC LIMIT 1`,
    [applicationId],
  );
  return row;
}

/** The contacts of one version. */
export async function contactsOfVersion(
  tx: Queryable,
  applicationId: string,
  version: number,
): Promise<ContactVersion | undefined> {
  const [row] = await tx.query<ContactVersion>(
    `SELECT ${columns} FROM contact_version WHERE application_id = $1 AND version = $2`,
    [applicationId, version],
  );
  return row;
}

/**
 * The version since which the mobile number is what it is now: a changed e-mail address does not
 * make the same number another contact.
 */
export async function mobileSince(
  tx: Queryable,
  applicationId: string,
  mobileIndex: Buffer | null,
): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `SELECT coalesce(max(version), 0) + 1 AS version FROM contact_version
      WHERE application_id = $1 AND mobile_index IS DISTINCT FROM $2`,
    [applicationId, mobileIndex],
  );
  return row?.version ?? 1;
}
