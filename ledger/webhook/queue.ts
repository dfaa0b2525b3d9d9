import { instant } from '../ledger.js';
import { ofRegions } from '../application/regions.js';
import type { Queryable } from '../ledger.js';

/** What of the queue an endpoint is told; everything where nothing is named. */
export interface EndpointFilter {
  readonly kinds?: readonly string[];
  readonly regions?: readonly string[];
}

/** Narrows announcements `n` of applications `a`; `given` takes a value and answers where it stands. */
export const filterOf = ({ kinds, regions }: EndpointFilter, given: (value: unknown) => string): string =>
  [
    'true',
    // What the release before wrote under its own spelling is meant as well.
    ...(kinds === undefined
      ? []
      : [`replace(n.kind, 'contact-invalid', 'contact.invalid') = ANY(${given(kinds)})`]),
    ...(regions === undefined ? [] : [ofRegions(given(regions))]),
  ].join(' AND ');

/**
 * Queues for an endpoint, which the transaction holds, what it is told of the next announcements behind its place, and
 * moves its place behind them; true where there may be more.
 */
export async function queueForEndpoint(
  tx: Queryable,
  name: string,
  filter: EndpointFilter,
  { at, most }: { readonly at: number; readonly most: number },
): Promise<boolean> {
  const values: unknown[] = [name, instant(at), most];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const [row] = await tx.query<{ seen: number }>(
    `WITH page AS (
       SELECT n.announcement_id, n.application_id, n.place, ${filterOf(filter, given)} AS is_told
         FROM announcement n JOIN application a USING (application_id)
        WHERE n.place > (SELECT place FROM webhook_endpoint WHERE name = $1) ORDER BY n.place LIMIT $3),
     queued AS (
       INSERT INTO webhook_delivery (endpoint, announcement_id, application_id, place, queued_at, next_at)
       SELECT $1, announcement_id, application_id, place, $2, $2 FROM page WHERE is_told
       ON CONFLICT DO NOTHING),
     moved AS (
       UPDATE webhook_endpoint SET place = (SELECT max(place) FROM page)
        WHERE name = $1 AND EXISTS (SELECT FROM page))
     SELECT count(*) AS seen FROM page`,
    values,
  );
  return (row?.seen ?? 0) === most;
}
