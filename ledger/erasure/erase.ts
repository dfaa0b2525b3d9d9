import type { ErasedBecause, ErasureReason } from '../../domain/erasure/erasure.js';
import { appendEvent } from '../event/append.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Why and by whose order data is erased. */
export type ErasureOrder =
  | { readonly because: 'retention' }
  | {
      readonly because: 'request';
      readonly reason: ErasureReason;
      readonly reference?: string;
      readonly staffRef: string;
    };

/** An erasure on record. */
export interface Erasure {
  readonly applicationId: string;
  readonly erasedAt: number;
  readonly because: ErasedBecause;
  readonly reason: ErasureReason | null;
  readonly reference: string | null;
  readonly staffRef: string | null;
}

/**
 * Destroys the application's data key and whatever else leads from the record to the applicant, with a line in the
 * trail, in the transaction given; false where that was done before. The application must be held
 * (`lockApplication`), and be over: PostgreSQL refuses it for one that is visibly not.
 */
export async function eraseApplication(
  tx: Queryable,
  applicationId: string,
  order: ErasureOrder,
  at: number,
): Promise<boolean> {
  const { because, ...by } = order;
  const { reason, reference, staffRef } = 'reason' in by ? by : {};
  const [row] = await tx.query<{ erased: boolean }>(
    'SELECT erase_application($1, $2, $3, $4, $5, $6) AS erased',
    [applicationId, instant(at), because, reason ?? null, reference ?? null, staffRef ?? null],
  );
  if (row?.erased !== true) return false;
  const detail = {
    because,
    ...(reason === undefined ? {} : { reason }),
    ...(reference === undefined ? {} : { reference }),
    ...(staffRef === undefined ? {} : { staffRef }),
  };
  await appendEvent(tx, { at, applicationId, kind: 'application-erased', detail });
  return true;
}
