import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import type { ClaimedDelivery } from './claim.js';

/** What a try came to: an answer's status, or why there was none. */
export interface TryResult {
  readonly at: number;
  readonly status?: number;
  readonly trouble?: string;
}

const valuesOf = ({ endpoint, announcement }: ClaimedDelivery, { at, status, trouble }: TryResult) => [
  endpoint,
  announcement.announcementId,
  instant(at),
  status ?? null,
  trouble ?? null,
];

const one = `webhook_delivery d SET attempts = d.attempts + 1, tried_at = $3, last_status = $4, last_trouble = $5,
  claimed_until = NULL`;
/** Its own, while it is pending. */
const which = `FROM announcement n WHERE n.place = $2 AND d.endpoint = $1 AND d.announcement_id = n.announcement_id
  AND d.state = 'pending'`;

/** One that was taken, and by which answer. */
export interface Taken {
  readonly delivery: ClaimedDelivery;
  readonly at: number;
  readonly status: number;
}

/** These of one endpoint were taken, whoever has the claims by now; answers whether any of them had been replayed. */
export async function settleDelivered(
  tx: Queryable,
  endpoint: string,
  taken: readonly Taken[],
): Promise<boolean> {
  const rows = await tx.query<{ replays: number }>(
    `UPDATE webhook_delivery d
        SET attempts = d.attempts + 1, tried_at = given.at, last_status = given.status, last_trouble = NULL,
            claimed_until = NULL, state = 'delivered', delivered_at = given.at
       FROM unnest($2::bigint[], $3::timestamptz[], $4::integer[]) AS given(place, at, status)
       JOIN announcement n USING (place)
      WHERE d.endpoint = $1 AND d.announcement_id = n.announcement_id AND d.state = 'pending' RETURNING d.replays`,
    [
      endpoint,
      taken.map(({ delivery }) => delivery.announcement.announcementId),
      taken.map(({ at }) => instant(at)),
      taken.map(({ status }) => status),
    ],
  );
  return rows.some(({ replays }) => replays > 0);
}

/** It was not taken: when it is tried next, or that it is given up; false where the claim was somebody else's by then. */
export async function settleFailed(
  tx: Queryable,
  delivery: ClaimedDelivery,
  result: TryResult,
  next: number | 'give-up',
): Promise<boolean> {
  const values = [...valuesOf(delivery, result), instant(delivery.claimedUntil)];
  const rows =
    next === 'give-up'
      ? await tx.query(
          `UPDATE ${one}, state = 'given-up', given_up_at = $3 ${which} AND d.claimed_until = $6 RETURNING 1`,
          values,
        )
      : await tx.query(`UPDATE ${one}, next_at = $7 ${which} AND d.claimed_until = $6 RETURNING 1`, [
          ...values,
          instant(next),
        ]);
  return rows.length === 1;
}

/** Gives back what was taken on and not sent after all. */
export const giveBack = (tx: Queryable, { endpoint, announcement, claimedUntil }: ClaimedDelivery) =>
  tx.query(`UPDATE webhook_delivery d SET claimed_until = NULL ${which} AND d.claimed_until = $3`, [
    endpoint,
    announcement.announcementId,
    instant(claimedUntil),
  ]);

/** Whether anything stands given up for an endpoint. */
export async function hasGivenUp(tx: Queryable, endpoint: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM webhook_delivery WHERE endpoint = $1 AND state = 'given-up' LIMIT 1`,
    [endpoint],
  );
  return rows.length > 0;
}
