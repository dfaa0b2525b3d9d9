import type { Channel } from '../../domain/attempt/route.js';
import type { ContactState, FormState, GivenState } from '../../domain/contact/contact-state.js';
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

/** Every version of the contacts, the one in force last. */
export const contactVersions = (tx: Queryable, applicationId: string): Promise<ContactVersion[]> =>
  tx.query<ContactVersion>(
    `SELECT ${columns} FROM contact_version WHERE application_id = $1 ORDER BY version`,
    [applicationId],
  );

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

/** One contact value of one version, without the value. */
export interface ContactValue {
  /** `mobile`, `email`, `push-1` … */
  readonly name: string;
  readonly channel: Channel;
  /** Keyed hash of the value. */
  readonly index: Buffer;
  readonly state: FormState;
}

/** A contact value as it stands now: its form, and what providers' checks have said of it since. */
export interface KnownContactValue extends Omit<ContactValue, 'state'> {
  readonly state: GivenState;
  /** The version since which the value is the same. */
  readonly since: number;
  /** Since when the number's owner wants no more SMS; null where they do, or have said so again. */
  readonly unsubscribedAt: number | null;
}

export async function insertContactValues(
  tx: Queryable,
  applicationId: string,
  version: number,
  values: readonly ContactValue[],
): Promise<void> {
  await tx.query(
    `INSERT INTO contact_value (application_id, version, name, channel, value_index, state)
     SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::bytea[], $6::text[])`,
    [
      applicationId,
      version,
      values.map(({ name }) => name),
      values.map(({ channel }) => channel),
      values.map(({ index }) => index),
      values.map(({ state }) => state),
    ],
  );
}

/**
 * The contact values of a version, of the newest unless told, each with the version since which it is what it is then: a changed
 * e-mail address does not make the same number another contact. Of each kind of check the newest answer that is
 * one counts, whichever version it was asked for: the same number stays nobody's.
 */
export const contactValues = (
  tx: Queryable,
  applicationId: string,
  version?: number,
): Promise<KnownContactValue[]> =>
  tx.query(
    `SELECT c.name, c.channel, c.value_index AS index,
            coalesce((SELECT CASE newest.answer WHEN 'mismatch' THEN 'not-this-person' ELSE newest.answer END
                        FROM (SELECT DISTINCT ON (kind) answer FROM contact_verification
                               WHERE application_id = c.application_id AND value_index = c.value_index
                                 AND answer <> 'unchecked'
                               ORDER BY kind, verification_id DESC) AS newest
                       WHERE newest.answer IN ('mismatch', 'not-in-service') ORDER BY newest.answer LIMIT 1),
                     c.state) AS state,
            (SELECT coalesce(max(v.version), 0) + 1 FROM contact_version v
              WHERE v.application_id = c.application_id AND v.version < c.version
                AND NOT EXISTS (SELECT FROM contact_value e
                                 WHERE e.application_id = v.application_id AND e.version = v.version
                                   AND e.name = c.name AND e.value_index = c.value_index)) AS since,
            (SELECT max(s.since) FROM sms_suppression s
              WHERE c.channel = 'sms' AND s.mobile_index = c.value_index
                AND NOT EXISTS (SELECT FROM consent g
                                 WHERE g.application_id = c.application_id AND g.purpose = 'sms' AND g.allowed
                                   AND g.given_at > s.since)) AS "unsubscribedAt"
       FROM contact_value c
      WHERE c.application_id = $1
        AND c.version = coalesce($2, (SELECT max(version) FROM contact_version WHERE application_id = $1))
      ORDER BY c.name`,
    [applicationId, version ?? null],
  );
