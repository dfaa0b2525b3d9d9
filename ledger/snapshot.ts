import type { Ledger, Queryable } from './ledger.js';

/** Runs a reading in one snapshot: a notice read before its receipt, and its attempt after it, would tell what never was. */
export const inOneSnapshot = <Read>(ledger: Ledger, read: (tx: Queryable) => Promise<Read>): Promise<Read> =>
  ledger.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return read(tx);
  });
