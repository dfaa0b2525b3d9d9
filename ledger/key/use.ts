/** Which keys are worked with: what no process writes with any more can be retired. */
import type { Queryable } from '../ledger.js';

export const keyrings = ['ledger', 'codec'] as const;
/** `ledger` wraps the data keys of applications, `codec` those of Temporal's payloads. */
export type Keyring = (typeof keyrings)[number];

/** A key under its name, with what proves that it is the same key; `index` is what values are found by. */
export interface NamedKey {
  readonly keyring: Keyring | 'index';
  readonly keyId: string;
  readonly proof: Buffer;
}

export interface KeyUse extends NamedKey {
  readonly firstAt: number;
  readonly lastAt: number;
  /** How long no process has written with it, by the ledger's clock, milliseconds. */
  readonly quietMs: number;
}

export const keyUses = (tx: Queryable): Promise<KeyUse[]> =>
  tx.query<KeyUse>(
    `SELECT keyring, key_id AS "keyId", proof, first_at AS "firstAt", last_at AS "lastAt",
            (extract(epoch FROM clock_timestamp() - last_at) * 1000)::float8 AS "quietMs"
       FROM key_use ORDER BY first_at, key_id`,
  );

/** Records that these keys are written with now. */
export const noteKeyUse = (tx: Queryable, keys: readonly NamedKey[]): Promise<unknown> =>
  tx.query(
    `INSERT INTO key_use (keyring, key_id, proof)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[])
     ON CONFLICT (keyring, key_id) DO UPDATE SET last_at = now() WHERE key_use.last_at < now()`,
    [keys.map(({ keyring }) => keyring), keys.map(({ keyId }) => keyId), keys.map(({ proof }) => proof)],
  );
