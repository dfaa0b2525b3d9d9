import type { OverrideSort } from '../../domain/plan/override.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** The override of a target and sort that was set last, in force or not; null where there never was one. */
export async function newestOverride(
  tx: Queryable,
  target: string,
  sort: OverrideSort,
): Promise<number | null> {
  const [row] = await tx.query<{ newest: number | null }>(
    `SELECT max(override_id) AS newest FROM route_override WHERE target = $1 AND sort = $2`,
    [target, sort],
  );
  return row?.newest ?? null;
}

/** Whether somebody ended one of them by hand after an instant. */
export async function isEndedSince(
  tx: Queryable,
  target: string,
  sort: OverrideSort,
  since: number,
): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM route_override o JOIN route_override_end e USING (override_id)
      WHERE o.target = $1 AND o.sort = $2 AND e.ended_at > $3 LIMIT 1`,
    [target, sort, instant(since)],
  );
  return rows.length > 0;
}
