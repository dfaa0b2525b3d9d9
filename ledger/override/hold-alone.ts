import type { HeldSpan } from '../../domain/approval/held-alone.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Overrides are set one after another, so that two people at once are judged by what the other did. */
export const lockOverrides = (tx: Queryable): Promise<unknown> =>
  tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('route_override', 0))`);

/** When any of these targets was held by one person alone after an instant, in so far as that is not ended. */
export const heldAloneSince = (
  tx: Queryable,
  targets: readonly string[],
  since: number,
): Promise<HeldSpan[]> =>
  tx.query<HeldSpan>(
    `SELECT o.set_at AS "from", least(o.expires_at, e.ended_at) AS "until"
       FROM route_override o LEFT JOIN route_override_end e USING (override_id)
      WHERE o.sort = 'hold' AND o.approval_id IS NULL AND o.target = ANY($1)
        AND least(o.expires_at, e.ended_at) > $2`,
    [[...targets], instant(since)],
  );
