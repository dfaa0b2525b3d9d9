import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import { filterOf } from './queue.js';
import type { EndpointFilter } from './queue.js';

/** What is to be sent once more: these by their ids, or what occurred in a span of time (its end not included). */
export type ReplayChoice =
  { readonly ids: readonly string[] } | { readonly from: number; readonly to: number };

export interface ReplayOrder {
  readonly endpoint: string;
  /** What the endpoint is told of. */
  readonly filter: EndpointFilter;
  readonly choice: ReplayChoice;
  /** Whoever orders it sees applications of these branch regions alone, and those of none. */
  readonly regions?: readonly string[];
  readonly at: number;
}

function chosenBy({ filter, choice, regions }: ReplayOrder, given: (value: unknown) => string): string {
  const by =
    'ids' in choice
      ? `n.public_id = ANY(${given([...choice.ids])}::uuid[])`
      : `n.occurred_at >= ${given(instant(choice.from))} AND n.occurred_at < ${given(instant(choice.to))}`;
  const seen = regions === undefined ? 'true' : filterOf({ regions }, given);
  return `n.place IS NOT NULL AND ${by} AND ${filterOf(filter, given)} AND ${seen}`;
}

/** How many an order is about; counted no further than `most`. */
export async function countReplay(tx: Queryable, order: ReplayOrder, most: number): Promise<number> {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT 1 FROM announcement n JOIN application a USING (application_id)
      WHERE ${chosenBy(order, given)} LIMIT ${given(most)}) chosen`,
    values,
  );
  return row?.count ?? 0;
}

/**
 * Queues it anew, whether it was taken before, given up, still pending or never queued: it is owed from now on. Answers
 * how much that was.
 */
export async function replay(tx: Queryable, order: ReplayOrder): Promise<number> {
  const values: unknown[] = [order.endpoint, instant(order.at)];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const rows = await tx.query(
    `INSERT INTO webhook_delivery AS d
       (endpoint, announcement_id, application_id, place, queued_at, next_at, replays)
     SELECT $1, n.announcement_id, n.application_id, n.place, $2, $2, 1
       FROM announcement n JOIN application a USING (application_id) WHERE ${chosenBy(order, given)}
     ON CONFLICT (endpoint, announcement_id) DO UPDATE
       SET state = 'pending', queued_at = $2, next_at = $2, attempts = 0, delivered_at = NULL, given_up_at = NULL,
           replays = d.replays + 1
     RETURNING 1`,
    values,
  );
  return rows.length;
}
