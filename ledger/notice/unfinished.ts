import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** How many notices are unfinished, and the earliest instant one of them waits for (epoch ms). */
export async function unfinishedNotices(tx: Queryable): Promise<{ count: number; nextAt: number | null }> {
  const [row] = await tx.query<{ count: number; nextAt: number | null }>(
    `SELECT count(*) AS count, min(waiting_until) AS "nextAt" FROM notice WHERE finished_at IS NULL`,
  );
  return row ?? { count: 0, nextAt: null };
}

/** Applications with something unfinished, a page at a time in the order of their ids. */
export async function unfinishedApplications(tx: Queryable, after: string, most: number): Promise<string[]> {
  const rows = await tx.query<{ applicationId: string }>(
    `SELECT DISTINCT application_id AS "applicationId" FROM notice
      WHERE finished_at IS NULL AND application_id > $1 ORDER BY 1 LIMIT $2`,
    [after, most],
  );
  return rows.map((row) => row.applicationId);
}

/** An application, and the earliest instant that something of it waits for (epoch ms). */
export interface PastItsWait {
  readonly applicationId: string;
  readonly waitingUntil: number;
}

/** Applications with something that waits for an instant before this one, but for staff; the longest past it first, a page at a time. */
export const applicationsPastTheirWait = (
  tx: Queryable,
  before: number,
  after: PastItsWait,
  most: number,
): Promise<PastItsWait[]> =>
  tx.query<PastItsWait>(
    `SELECT DISTINCT waiting_until AS "waitingUntil", application_id AS "applicationId" FROM notice
      WHERE finished_at IS NULL AND state <> 'with-staff' AND waiting_until <= $1
        AND (waiting_until, application_id) > ($2, $3)
      ORDER BY 1, 2 LIMIT $4`,
    [instant(before), instant(after.waitingUntil), after.applicationId, most],
  );
