import type { Announcement } from '../../domain/announcement/announcement.js';
import { announcementColumns, announcementOf } from '../announcement/row.js';
import type { AnnouncementRow } from '../announcement/row.js';
import { ofRegions } from '../application/regions.js';
import type { Queryable } from '../ledger.js';

/** Something an endpoint has not taken as yet. Instants in epoch milliseconds. */
export interface Undelivered {
  readonly endpoint: string;
  readonly announcement: Announcement;
  readonly state: 'pending' | 'given-up';
  readonly attempts: number;
  readonly queuedAt: number;
  /** When it is tried next, where it is pending. */
  readonly nextAt: number | null;
  readonly lastAt: number | null;
  readonly lastStatus: number | null;
  readonly lastTrouble: string | null;
  readonly givenUpAt: number | null;
  readonly replays: number;
}

export interface UndeliveredFilter {
  readonly endpoint?: string;
  readonly state?: Undelivered['state'];
  /** Of applications of these branch regions, or of none. */
  readonly regions?: readonly string[];
}

/** The place of one in the list: behind it the next page begins. */
export interface UndeliveredPlace {
  readonly announcementId: number;
  readonly endpoint: string;
}

type Row = AnnouncementRow &
  Omit<Undelivered, 'announcement' | 'state'> & { readonly deliveryState: Undelivered['state'] };

/** What was not taken, in the order of the queue; `most` behind a place. */
export async function undeliveredBehind(
  tx: Queryable,
  filter: UndeliveredFilter,
  { behind, most }: { readonly behind?: UndeliveredPlace; readonly most: number },
): Promise<Undelivered[]> {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    `d.state <> 'delivered'`,
    ...(filter.endpoint === undefined ? [] : [`d.endpoint = ${given(filter.endpoint)}`]),
    ...(filter.state === undefined ? [] : [`d.state = ${given(filter.state)}`]),
    ...(filter.regions === undefined ? [] : [ofRegions(given([...filter.regions]))]),
    ...(behind === undefined
      ? []
      : [`(d.place, d.endpoint) > (${given(behind.announcementId)}, ${given(behind.endpoint)})`]),
  ];
  const rows = await tx.query<Row>(
    `SELECT ${announcementColumns}, d.endpoint, d.state AS "deliveryState", d.attempts, d.queued_at AS "queuedAt",
            CASE d.state WHEN 'pending' THEN d.next_at END AS "nextAt", d.tried_at AS "lastAt",
            d.last_status AS "lastStatus", d.last_trouble AS "lastTrouble", d.given_up_at AS "givenUpAt", d.replays
       FROM webhook_delivery d JOIN announcement n USING (announcement_id)
       JOIN application a ON a.application_id = d.application_id
      WHERE ${conditions.join(' AND ')} ORDER BY d.place, d.endpoint LIMIT ${given(most)}`,
    values,
    'anew',
  );
  return rows.map((row) => {
    const { endpoint, deliveryState: state, attempts, queuedAt, nextAt, replays } = row;
    const { lastAt, lastStatus, lastTrouble, givenUpAt } = row;
    const last = { lastAt, lastStatus, lastTrouble, givenUpAt };
    return {
      endpoint,
      announcement: announcementOf(row),
      state,
      attempts,
      queuedAt,
      nextAt,
      ...last,
      replays,
    };
  });
}
