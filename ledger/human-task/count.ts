import { ofRegions } from '../application/regions.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** How many open tasks there are at an instant, each counted wherever it belongs. */
export interface TaskCounts {
  readonly open: number;
  /** Held by whoever asks. */
  readonly mine: number;
  /** Held by nobody. */
  readonly unclaimed: number;
  /** Past their due time, whoever has them. */
  readonly overdue: number;
}

/** As the lists of {@link tasksBehind} have them; `regions` narrow as there. */
export async function countOpenTasks(
  tx: Queryable,
  {
    account,
    now,
    regions,
  }: { readonly account: string; readonly now: number; readonly regions?: readonly string[] },
): Promise<TaskCounts> {
  const isHeld = '(t.claimed_by IS NOT NULL AND t.claim_expires_at > $1)';
  const values: unknown[] = [instant(now), account];
  const where = regions === undefined ? '' : `AND ${ofRegions(`$${values.push([...regions])}`)}`;
  const [row] = await tx.query<TaskCounts>(
    `SELECT count(*)::int AS open,
            count(*) FILTER (WHERE ${isHeld} AND lower(t.claimed_by) = lower($2))::int AS mine,
            count(*) FILTER (WHERE NOT ${isHeld})::int AS unclaimed,
            count(*) FILTER (WHERE t.due_at <= $1)::int AS overdue
       FROM human_task t JOIN application a USING (application_id)
      WHERE t.state = 'open' ${where}`,
    values,
  );
  return row ?? { open: 0, mine: 0, unclaimed: 0, overdue: 0 };
}
