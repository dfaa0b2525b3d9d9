import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface Reveal {
  readonly revealId: string;
  readonly applicationId: string;
  /** The contacts that are shown; absent where it is what the applicant replied. */
  readonly version?: number;
  readonly staffRef: string;
  /** The reason, sealed. */
  readonly sealed: Buffer;
  readonly revealedAt: number;
}

/** Records that contact values, or an applicant's replies, are about to be shown to a member of staff. */
export const insertReveal = (tx: Queryable, given: Reveal): Promise<unknown> =>
  tx.query(
    `INSERT INTO contact_reveal (reveal_id, application_id, version, replies, staff_ref, sealed, revealed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      given.revealId,
      given.applicationId,
      given.version ?? null,
      given.version === undefined,
      given.staffRef,
      given.sealed,
      instant(given.revealedAt),
    ],
  );
