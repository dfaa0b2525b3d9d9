import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface Reveal {
  readonly revealId: string;
  readonly applicationId: string;
  readonly version: number;
  readonly staffRef: string;
  /** The reason, sealed. */
  readonly sealed: Buffer;
  readonly revealedAt: number;
}

/** Records that contact values are about to be shown to a member of staff. */
export const insertReveal = (tx: Queryable, given: Reveal): Promise<unknown> =>
  tx.query(
    `INSERT INTO contact_reveal (reveal_id, application_id, version, staff_ref, sealed, revealed_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      given.revealId,
      given.applicationId,
      given.version,
      given.staffRef,
      given.sealed,
      instant(given.revealedAt),
    ],
  );
