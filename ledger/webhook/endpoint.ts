import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** How an endpoint stands: how far it has come, and whether it takes what it is sent. Instants in epoch milliseconds. */
export interface EndpointRow {
  readonly name: string;
  readonly since: number;
  /** The last announcement that was looked at for it. */
  readonly place: number;
  /** In a row. */
  readonly failures: number;
  readonly failingSince: number | null;
  readonly pausedUntil: number | null;
  /** It said that it is gone (410). */
  readonly goneAt: number | null;
}

const columns = `name, since, place, failures, failing_since AS "failingSince", paused_until AS "pausedUntil",
  gone_at AS "goneAt"`;

/**
 * Makes an endpoint known that is not: it begins behind the last announcement there is. One whose address is another by
 * now is not gone any more, nor paused.
 */
export const knowEndpoint = (
  tx: Queryable,
  { name, addressDigest, at }: { readonly name: string; readonly addressDigest: Buffer; readonly at: number },
): Promise<unknown> =>
  tx.query(
    `INSERT INTO webhook_endpoint AS e (name, address_digest, since, place)
     VALUES ($1, $2, $3, (SELECT coalesce(max(place), 0) FROM announcement))
     ON CONFLICT (name) DO UPDATE SET address_digest = excluded.address_digest, gone_at = NULL, paused_until = NULL
       WHERE e.address_digest <> excluded.address_digest`,
    [name, addressDigest, instant(at)],
  );

/** Those that were ever known. */
export const everyEndpoint = (tx: Queryable): Promise<EndpointRow[]> =>
  tx.query<EndpointRow>(`SELECT ${columns} FROM webhook_endpoint ORDER BY name`);

/** Holds an endpoint: who queues for it, takes from it or changes how it stands goes one after another. */
export async function lockEndpoint(tx: Queryable, name: string): Promise<EndpointRow | undefined> {
  const [row] = await tx.query<EndpointRow>(
    `SELECT ${columns} FROM webhook_endpoint WHERE name = $1 FOR NO KEY UPDATE`,
    [name],
  );
  return row;
}

/** How an endpoint stands from now on. */
export const setEndpoint = (
  tx: Queryable,
  name: string,
  to: Pick<EndpointRow, 'failures' | 'failingSince' | 'pausedUntil' | 'goneAt'>,
): Promise<unknown> =>
  tx.query(
    `UPDATE webhook_endpoint SET failures = $2, failing_since = $3, paused_until = $4, gone_at = $5 WHERE name = $1`,
    [
      name,
      to.failures,
      instant(to.failingSince ?? undefined),
      instant(to.pausedUntil ?? undefined),
      instant(to.goneAt ?? undefined),
    ],
  );

/** It took something: true where it had failed before. */
export async function healEndpoint(tx: Queryable, name: string): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE webhook_endpoint SET failures = 0, failing_since = NULL, paused_until = NULL, gone_at = NULL
      WHERE name = $1 AND (failures > 0 OR paused_until IS NOT NULL OR gone_at IS NOT NULL) RETURNING 1`,
    [name],
  );
  return rows.length === 1;
}

/** Whether there may be anything to queue or to send for an endpoint now; takes no lock. */
export async function isAnythingDue(tx: Queryable, name: string, now: number): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM webhook_endpoint e
      WHERE name = $1 AND (EXISTS (SELECT FROM announcement n WHERE n.place > e.place)
        OR (gone_at IS NULL AND (paused_until IS NULL OR paused_until <= $2)
          AND EXISTS (SELECT FROM webhook_delivery d WHERE d.endpoint = $1 AND d.state = 'pending' AND d.next_at <= $2
                         AND (d.claimed_until IS NULL OR d.claimed_until <= $2))))`,
    [name, instant(now)],
  );
  return rows.length > 0;
}

export interface EndpointCounts {
  readonly name: string;
  readonly pending: number;
  readonly givenUp: number;
  /** When the oldest of what is pending was queued. */
  readonly oldestAt: number | null;
}

/** What each endpoint is still owed, and what was given up. */
export const countsOfEndpoints = (tx: Queryable): Promise<EndpointCounts[]> =>
  tx.query<EndpointCounts>(
    `SELECT endpoint AS name, count(*) FILTER (WHERE state = 'pending') AS pending,
            count(*) FILTER (WHERE state = 'given-up') AS "givenUp",
            min(queued_at) FILTER (WHERE state = 'pending') AS "oldestAt"
       FROM webhook_delivery WHERE state <> 'delivered' GROUP BY endpoint`,
  );
