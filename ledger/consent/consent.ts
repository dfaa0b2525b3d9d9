/** What an applicant may be told by and checked for, as it was reported: facts, beside what stays sealed. */
import type { ConsentFact, ConsentPurpose, LegalBasis } from '../../domain/contact/consent.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Records what one report said, with the version of the contacts it came with. */
export const insertConsent = (
  tx: Queryable,
  applicationId: string,
  version: number,
  facts: readonly ConsentFact[],
  reportedAt: number,
): Promise<unknown> =>
  tx.query(
    `INSERT INTO consent (application_id, version, purpose, allowed, basis, given_at, reported_at)
     SELECT $1, $2, said.*, $7 FROM unnest($3::text[], $4::boolean[], $5::text[], $6::timestamptz[]) AS said`,
    [
      applicationId,
      version,
      facts.map(({ purpose }) => purpose),
      facts.map(({ allowed }) => allowed),
      facts.map(({ basis }) => basis),
      facts.map(({ givenAt }) => instant(givenAt)),
      instant(reportedAt),
    ],
  );

/** A purpose as it stands now; one that the last report left out is not allowed any more. */
export interface ConsentRow {
  readonly purpose: ConsentPurpose;
  readonly allowed: boolean;
  readonly basis: LegalBasis;
  readonly givenAt: number | null;
  readonly reportedAt: number;
  /** It was allowed once, and is not now. */
  readonly revoked: boolean;
}

/** How each purpose stands that was ever reported; nothing where consent never was, or before this was kept. */
export const consentOf = (tx: Queryable, applicationId: string): Promise<ConsentRow[]> =>
  tx.query<ConsentRow>(
    `SELECT DISTINCT ON (c.purpose) c.purpose, c.allowed AND c.version = newest.version AS allowed, c.basis,
            c.given_at AS "givenAt",
            CASE WHEN c.version = newest.version THEN c.reported_at ELSE newest.reported_at END AS "reportedAt",
            NOT (c.allowed AND c.version = newest.version)
              AND bool_or(c.allowed) OVER (PARTITION BY c.purpose) AS revoked
       FROM consent c,
            (SELECT version, reported_at FROM consent WHERE application_id = $1
              ORDER BY version DESC LIMIT 1) AS newest
      WHERE c.application_id = $1
      ORDER BY c.purpose, c.version DESC`,
    [applicationId],
  );
