/** The wrapped data keys of applications, as keys are changed. */
import type { Queryable } from '../ledger.js';

/** How many data keys are wrapped under each key. */
export const wrappedUnder = (tx: Queryable): Promise<{ keyId: string; rows: number }[]> =>
  tx.query(`SELECT key_id AS "keyId", count(*) AS rows FROM application WHERE key_id IS NOT NULL
              GROUP BY key_id ORDER BY key_id`);

/** How many are wrapped under one key. */
export async function countWrappedUnder(tx: Queryable, keyId: string): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(
    'SELECT count(*) AS rows FROM application WHERE key_id = $1',
    [keyId],
  );
  return row?.rows ?? 0;
}

/** How many are not wrapped under this key. */
export async function countWrappedOtherwise(tx: Queryable, keyId: string): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(
    'SELECT count(*) AS rows FROM application WHERE key_id <> $1',
    [keyId],
  );
  return row?.rows ?? 0;
}

export interface WrappedKey {
  readonly applicationId: string;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
}

/** The next data keys behind an application that are not wrapped under this key. */
export const wrappedOtherwise = (
  tx: Queryable,
  keyId: string,
  behind: string,
  most: number,
): Promise<WrappedKey[]> =>
  tx.query<WrappedKey>(
    `SELECT application_id AS "applicationId", key_id AS "keyId", wrapped_key AS "wrappedKey"
       FROM application WHERE application_id > $2 AND key_id <> $1 ORDER BY application_id LIMIT $3`,
    [keyId, behind, most],
  );

export interface Rewrapped extends WrappedKey {
  /** The bytes before; where they are others by now, nothing is changed. */
  readonly before: Buffer;
}

/** Puts data keys wrapped anew in the place of the same wrapped before; answers how many. */
export async function replaceWrapped(tx: Queryable, rows: readonly Rewrapped[]): Promise<number> {
  const changed = await tx.query(
    `UPDATE application a SET key_id = n.key_id, wrapped_key = n.wrapped_key
       FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[])
            AS n (application_id, key_id, wrapped_key, before)
      WHERE a.application_id = n.application_id AND a.wrapped_key = n.before RETURNING 1`,
    [
      rows.map(({ applicationId }) => applicationId),
      rows.map(({ keyId }) => keyId),
      rows.map(({ wrappedKey }) => wrappedKey),
      rows.map(({ before }) => before),
    ],
  );
  return changed.length;
}
