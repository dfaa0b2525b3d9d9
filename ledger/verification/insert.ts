import type { Verification } from '../../domain/verification/verification.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Which contact value was checked, without the value. */
export interface CheckedValue {
  readonly applicationId: string;
  readonly version: number;
  /** `mobile`. */
  readonly name: string;
  /** Keyed hash of the value. */
  readonly index: Buffer;
}

/** Puts one answer on record; nothing before it is changed. */
export const insertVerification = (
  tx: Queryable,
  { applicationId, version, name, index }: CheckedValue,
  { kind, answer, because, provider, code, checkedAt }: Verification,
): Promise<unknown> =>
  tx.query(
    `INSERT INTO contact_verification
       (application_id, version, name, value_index, kind, answer, because, provider, code, checked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      applicationId,
      version,
      name,
      index,
      kind,
      answer,
      because ?? null,
      provider ?? null,
      code ?? null,
      instant(checkedAt),
    ],
  );
