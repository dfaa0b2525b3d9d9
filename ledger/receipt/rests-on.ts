import type { Evidence } from '../../domain/attempt/attempt.js';
import type { AttemptRow } from '../attempt/row.js';
import type { Queryable } from '../ledger.js';

/** What an attempt's delivery rests on: a receipt that said so, whatever its route can usually prove. */
export async function deliveryRestsOn(
  tx: Queryable,
  { attemptId, evidence }: Pick<AttemptRow, 'attemptId' | 'evidence'>,
): Promise<Evidence> {
  if (evidence === 'receipt') return 'receipt';
  const proofs = await tx.query(
    `SELECT 1 FROM receipt WHERE attempt_id = $1 AND settlement = 'delivered' LIMIT 1`,
    [attemptId],
  );
  return proofs.length > 0 ? 'receipt' : 'acceptance';
}
