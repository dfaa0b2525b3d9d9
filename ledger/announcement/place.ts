/**
 * Gives announcements their places in the queue. Numbers that are drawn while a transaction runs are not committed in
 * their order, and the transaction's own number tells no order either: it may be older than the lock that a fact waited
 * for. So whoever reads places what is committed by then, in the order in which it was written. Two facts about one
 * notice are written one after the other's commit, under its lock: where the later one is seen, so is the earlier, with
 * the lower number, and it comes to stand before it.
 */
import type { Ledger } from '../ledger.js';

/** Any number would do; every process must use the same one, and no other lock may. Writers never wait for it. */
const placingLock = 7_350_004;
/** So many at once: what was never read for months is no single long statement. */
const mostAtOnce = 5_000;

/** Places what has no place as yet; true where there may be more. */
export async function placeAnnouncements(ledger: Pick<Ledger, 'query' | 'transaction'>): Promise<boolean> {
  const waiting = await ledger.query('SELECT 1 FROM announcement WHERE place IS NULL LIMIT 1');
  if (waiting.length === 0) return false;
  return ledger.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [placingLock]);
    const placed = await tx.query(
      `UPDATE announcement SET place = (SELECT coalesce(max(place), 0) FROM announcement) + fresh.number
         FROM (SELECT announcement_id, row_number() OVER (ORDER BY announcement_id) AS number
                 FROM (SELECT announcement_id FROM announcement WHERE place IS NULL
                        ORDER BY announcement_id LIMIT $1) unplaced) fresh
        WHERE announcement.announcement_id = fresh.announcement_id RETURNING 1`,
      [mostAtOnce],
    );
    return placed.length === mostAtOnce;
  });
}
