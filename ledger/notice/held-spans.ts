import type { Stage } from '../../domain/stage/stage.js';
import type { Queryable } from '../ledger.js';

/** One holding of a notice: from being held to being judged again, or finished; instants in epoch ms. */
export interface HeldSpan {
  readonly applicationId: string;
  readonly stage: Stage;
  readonly round: number;
  readonly heldAt: number;
  /** Until when it was to be held. */
  readonly wakesAt: number;
  /** Null while it is held. */
  readonly endedAt: number | null;
}

/** Every holding there was, from the trail; a notice may have several in a row. */
export const heldSpans = (tx: Queryable): Promise<HeldSpan[]> =>
  tx.query<HeldSpan>(
    `SELECT application_id AS "applicationId", stage, round, at AS "heldAt", wakes_at AS "wakesAt",
            next_at AS "endedAt"
       FROM (SELECT application_id, stage, round, kind, at, (detail->>'until')::bigint AS wakes_at,
                    lead(at) OVER (PARTITION BY application_id, stage, round ORDER BY event_id) AS next_at
               FROM event
              WHERE kind IN ('notice-held', 'notice-planned', 'notice-finished') AND stage IS NOT NULL) AS steps
      WHERE kind = 'notice-held'`,
  );
