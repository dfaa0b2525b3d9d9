import type { Verification } from '../../domain/verification/verification.js';
import { appendEvent } from '../event/append.js';
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

/** Puts one answer about `contact` (`mobile@1`) on record and in the trail; nothing before it is changed. */
export async function recordVerification(
  tx: Queryable,
  { applicationId, version, name, index }: CheckedValue,
  contact: string,
  { kind: check, answer, checkedAt, ...more }: Verification,
  at: number,
): Promise<void> {
  const { because, provider, code } = { because: null, provider: null, code: null, ...more };
  const detail = { contact, check, answer, because, provider, code };
  await Promise.all([
    tx.query(
      `INSERT INTO contact_verification
         (application_id, version, name, value_index, kind, answer, because, provider, code, checked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [applicationId, version, name, index, check, answer, because, provider, code, instant(checkedAt)],
    ),
    appendEvent(tx, { at, applicationId, kind: 'contact-verified', detail }),
  ]);
}
