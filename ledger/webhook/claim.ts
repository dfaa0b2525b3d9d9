import type { Announcement } from '../../domain/announcement/announcement.js';
import { announcementColumns, announcementOf } from '../announcement/row.js';
import type { AnnouncementRow } from '../announcement/row.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** A delivery somebody has taken on: nobody else sends it until then. */
export interface ClaimedDelivery {
  readonly endpoint: string;
  readonly announcement: Announcement;
  /** How often it was tried before. */
  readonly attempts: number;
  readonly queuedAt: number;
  readonly claimedUntil: number;
}

/** How many of an endpoint's deliveries somebody has taken on now. */
export async function claimedNow(tx: Queryable, endpoint: string, now: number): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM webhook_delivery WHERE endpoint = $1 AND state = 'pending' AND claimed_until > $2`,
    [endpoint, instant(now)],
  );
  return row?.count ?? 0;
}

/**
 * Takes on what is due for an endpoint and nobody has, of each application the first that is pending: the next one waits
 * until it is delivered or given up.
 */
export async function claimDue(
  tx: Queryable,
  endpoint: string,
  { now, until, most }: { readonly now: number; readonly until: number; readonly most: number },
): Promise<ClaimedDelivery[]> {
  const rows = await tx.query<AnnouncementRow & { attempts: number; queuedAt: number }>(
    `WITH due AS (
       SELECT d.announcement_id FROM webhook_delivery d
        WHERE d.endpoint = $1 AND d.state = 'pending' AND d.next_at <= $2
          AND (d.claimed_until IS NULL OR d.claimed_until <= $2)
          AND NOT EXISTS (SELECT FROM webhook_delivery earlier
                WHERE earlier.endpoint = $1 AND earlier.application_id = d.application_id
                  AND earlier.state = 'pending' AND earlier.place < d.place)
        ORDER BY d.next_at, d.place LIMIT $4 FOR UPDATE SKIP LOCKED),
     claimed AS (
       UPDATE webhook_delivery d SET claimed_until = $3 FROM due
        WHERE d.endpoint = $1 AND d.announcement_id = due.announcement_id
       RETURNING d.announcement_id, d.attempts, d.queued_at)
     SELECT ${announcementColumns}, claimed.attempts, claimed.queued_at AS "queuedAt"
       FROM claimed JOIN announcement n USING (announcement_id) ORDER BY n.place`,
    [endpoint, instant(now), instant(until), most],
  );
  return rows.map(({ attempts, queuedAt, ...row }) => ({
    endpoint,
    announcement: announcementOf(row),
    attempts,
    queuedAt,
    claimedUntil: until,
  }));
}
