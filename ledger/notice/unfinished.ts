import type { Queryable } from '../ledger.js';

/** How many notices are unfinished, and the earliest instant one of them waits for (epoch ms). */
export async function unfinishedNotices(tx: Queryable): Promise<{ count: number; nextAt: number | null }> {
  const [row] = await tx.query<{ count: number; nextAt: number | null }>(
    `SELECT count(*) AS count, min(waiting_until) AS "nextAt" FROM notice WHERE finished_at IS NULL`,
  );
  return row ?? { count: 0, nextAt: null };
}
