/** How many transactions have written to the ledger. */
import { Client } from 'pg';
import type { Ledger } from '../../ledger/ledger.js';

export interface Transactions {
  /** Where the ledger stands now. */
  readonly mark: () => Promise<string>;
  readonly between: (mark: string, later: string) => Promise<number>;
}

/** Every transaction that writes has a number of its own; the server has no other writers than the ledger's. */
export const countedByNumber = (ledger: Ledger): Transactions => ({
  mark: async () => {
    const [row] = await ledger.query<{ next: string }>(
      'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next',
    );
    return row?.next ?? '';
  },
  between: (mark, later) => Promise.resolve(Number(later) - Number(mark)),
});

/**
 * Those of the ledger that took a step of an application: each leaves in the trail what happened. The others are kept up by
 * the clock and shared by whatever came in meanwhile. For a server so young that its numbers of 32 bits have not begun
 * anew.
 */
export const countedByTrail = (ledger: Ledger): Transactions => ({
  mark: countedByNumber(ledger).mark,
  between: async (mark, later) => {
    const [row] = await ledger.query<{ writing: number }>(
      `SELECT count(DISTINCT xmin::text)::int AS writing FROM event
        WHERE xmin::text::bigint >= $1::bigint AND xmin::text::bigint < $2::bigint`,
      [mark, later],
    );
    return row?.writing ?? 0;
  },
});

/**
 * Where others write on the same server: the transactions that its journal says changed a block of this database. To be
 * asked before a checkpoint takes the journal away.
 *
 * @param superUrl whoever may read the journal
 */
export const countedByJournal = (superUrl: string, database: string): Transactions => {
  const ask = async <Answer>(
    statement: string,
    values: readonly string[] = [],
  ): Promise<Answer | undefined> => {
    const client = new Client({ connectionString: superUrl, options: '-c synchronous_commit=on' });
    await client.connect();
    try {
      const { rows } = await client.query(statement, [...values]);
      return rows[0] as Answer | undefined;
    } finally {
      await client.end();
    }
  };
  return {
    mark: async () => {
      // The journal can be read as far as it is on the disk: a word of our own in it has everything before it go there.
      await ask(`SELECT pg_logical_emit_message(true, 'bida-bench', '')`);
      return (await ask<{ at: string }>('SELECT pg_current_wal_flush_lsn()::text AS at'))?.at ?? '';
    },
    between: async (mark, later) => {
      if (mark === later) return 0;
      await ask('CREATE EXTENSION IF NOT EXISTS pg_walinspect');
      const counted = await ask<{ writing: number }>(
        `SELECT count(DISTINCT xid::text)::int AS writing
           FROM pg_get_wal_records_info($1::pg_lsn, $2::pg_lsn), pg_database
          WHERE datname = $3 AND xid <> '0' AND block_ref LIKE '%/' || oid || '/%'`,
        [mark, later, database],
      );
      return counted?.writing ?? 0;
    },
  };
};
