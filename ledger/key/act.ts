import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import type { Keyring } from './use.js';

/** Any number would do; every process must use the same one, and no other lock may. */
const keyFileLock = 7_350_070;

/** One at a time changes key files: held until the transaction ends. */
export const lockKeyFiles = (tx: Queryable): Promise<unknown> =>
  tx.query('SELECT pg_advisory_xact_lock($1)', [keyFileLock]);

export interface KeyAct {
  readonly keyring: Keyring;
  readonly keyId: string;
  readonly act: 'rotated' | 'rewrapped' | 'retired';
  /** Of `rewrapped`: how many data keys. */
  readonly rows?: number;
  readonly staffRef: string;
  readonly at: number;
}

/** Puts on record who did what with a key. */
export const insertKeyAct = (tx: Queryable, given: KeyAct): Promise<unknown> =>
  tx.query(
    `INSERT INTO key_act (keyring, key_id, act, rows, staff_ref, acted_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [given.keyring, given.keyId, given.act, given.rows ?? null, given.staffRef, instant(given.at)],
  );
