/** The lines in which notices stand that are held to one opening, each for the route it is to leave by. */
import type { Route } from '../../domain/attempt/route.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface PlaceSought {
  /** Epoch milliseconds. */
  readonly opensAt: number;
  readonly route: Route;
  readonly isFinalDecision: boolean;
}

/**
 * Takes the next place in a line, and says how many go before it: a final decision stands behind the other final
 * decisions alone. The line stays locked until the transaction ends, so this comes late in it.
 */
export async function takePlace(
  tx: Queryable,
  { opensAt, route, isFinalDecision }: PlaceSought,
): Promise<number> {
  const [row] = await tx.query<{ ahead: number }>(
    `INSERT INTO opening_line AS line (opens_at, route, final_decisions, others)
     VALUES ($1, $2, $3::boolean::int, (NOT $3)::int)
     ON CONFLICT (opens_at, route) DO UPDATE
       SET final_decisions = line.final_decisions + excluded.final_decisions, others = line.others + excluded.others
     RETURNING final_decisions + CASE WHEN $3 THEN 0 ELSE others END - 1 AS ahead`,
    [instant(opensAt), route, isFinalDecision],
  );
  if (row === undefined) throw new Error('a line gave no place');
  return row.ahead;
}

/** Lines of openings before an instant are over; the window that began with them is closed. */
export const forgetLines = (tx: Queryable, before: number): Promise<unknown> =>
  tx.query(`DELETE FROM opening_line WHERE opens_at < $1`, [instant(before)]);
