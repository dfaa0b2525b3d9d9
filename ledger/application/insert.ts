import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface NewApplication {
  readonly applicationId: string;
  readonly applicantType: 'person' | 'company';
  readonly product: string;
  readonly region?: string;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
  readonly nameIndex: Buffer;
  readonly reportedAt: number;
}

/** Records an application; false if one of this id was there before (a concurrent report included). */
export async function insertApplication(tx: Queryable, given: NewApplication): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO application (application_id, applicant_type, product, region, key_id, wrapped_key, sealed, name_index, reported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (application_id) DO NOTHING RETURNING 1`,
    [
      given.applicationId,
      given.applicantType,
      given.product,
      given.region ?? null,
      given.keyId,
      given.wrappedKey,
      given.sealed,
      given.nameIndex,
      instant(given.reportedAt),
    ],
  );
  return rows.length === 1;
}
