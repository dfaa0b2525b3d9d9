/** What became of notices, followed along the queue of announcements. */
import type { Stage } from '../../domain/stage/stage.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Instants in epoch milliseconds. */
export interface NoticeMove {
  readonly place: number;
  /** The kind of the announcement without its `notice.`: `delivered`, `with-staff`, `overdue` … */
  readonly to: string;
  readonly stage: Stage;
  readonly at: number;
  readonly owedAt: number;
  readonly everHeld: boolean;
}

/** Where the queue stood at an instant: whoever goes on from there is told what happened since. */
export async function placeBefore(tx: Queryable, at: number): Promise<number> {
  const [row] = await tx.query<{ place: number }>(
    `SELECT coalesce(max(place), 0) AS place FROM announcement WHERE occurred_at < $1`,
    [instant(at)],
  );
  return row?.place ?? 0;
}

/** Behind a place, in the order of the queue. */
export const noticeMovesAfter = (tx: Queryable, place: number, most: number): Promise<NoticeMove[]> =>
  tx.query<NoticeMove>(
    `SELECT a.place, substr(a.kind, 8) AS "to", a.stage, a.occurred_at AS "at", n.owed_at AS "owedAt",
            n.ever_held AS "everHeld"
       FROM announcement a JOIN notice n USING (application_id, stage, round)
      WHERE a.place > $1 AND a.kind LIKE 'notice.%' ORDER BY a.place LIMIT $2`,
    [place, most],
  );
