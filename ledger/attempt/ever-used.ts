import type { Queryable } from '../ledger.js';

/** Whether anything was ever tried by one of these routes. */
export async function wasEverUsed(tx: Queryable, routes: readonly string[]): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM attempt WHERE route = ANY($1) LIMIT 1', [[...routes]]);
  return rows.length > 0;
}
