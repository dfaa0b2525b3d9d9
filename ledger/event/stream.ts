/**
 * The trail as it grows. Events are numbered before they are committed, so their numbers tell no order: an event is
 * shown once the transaction that wrote it, and every older one, has ended. Then nothing can come to stand before it.
 */
import type { EventKind } from '../../domain/event/event.js';
import type { Queryable } from '../ledger.js';

/** A place in the trail: behind it one goes on. */
export interface EventPlace {
  /** The transaction's number, 64 bits in decimal. */
  readonly xact: string;
  readonly eventId: number;
}

export interface StreamedEvent extends EventPlace {
  readonly kind: EventKind;
  readonly at: number;
  readonly applicationId: string | null;
  readonly stage: string | null;
  readonly round: number | null;
  /** Of the application, where it is one on record. */
  readonly region: string | null;
}

/** Whether one place lies before another. */
export const isBefore = (one: EventPlace, other: EventPlace): boolean => {
  const [mine, theirs] = [BigInt(one.xact), BigInt(other.xact)];
  return mine === theirs ? one.eventId < other.eventId : mine < theirs;
};

/** The place before which everything is decided now: no event will come to stand there any more. */
export async function settledPlace(tx: Queryable): Promise<EventPlace> {
  const [row] = await tx.query<{ xact: string }>(
    `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xact`,
  );
  if (row === undefined) throw new Error('PostgreSQL has no snapshot');
  return { xact: row.xact, eventId: 0 };
}

/** Events behind a place and before a settled one, in the order of the trail; at most `most`. */
export const eventsBetween = (
  tx: Queryable,
  behind: EventPlace,
  settled: EventPlace,
  most: number,
): Promise<StreamedEvent[]> =>
  tx.query<StreamedEvent>(
    `SELECT e.xact::text AS xact, e.event_id AS "eventId", e.kind, e.at, e.application_id AS "applicationId", e.stage,
            e.round, a.region
       FROM event e LEFT JOIN application a USING (application_id)
      WHERE (e.xact, e.event_id) > ($1::xid8, $2::bigint) AND e.xact < $3::xid8
      ORDER BY e.xact, e.event_id LIMIT $4`,
    [behind.xact, behind.eventId, settled.xact, most],
  );
