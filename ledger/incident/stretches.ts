/** A range of time in stretches of so many messages, so that no statement takes long however much was sent. */
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface Stretch {
  /** Instants; the end is none of it. */
  readonly from: number;
  readonly until: number;
}

/** So many messages, by whatever route, are some hundred milliseconds' work. */
const most = 20_000;

/** One after the other, to the end of the range; each is looked for when it is asked for. */
export async function* stretchesOf(tx: Queryable, { from, until }: Stretch): AsyncGenerator<Stretch> {
  for (let begin = from; begin < until;) {
    const end = Math.min(await fullAt(tx, begin), until);
    yield { from: begin, until: end };
    begin = end;
  }
}

/** When the messages begun from an instant on are so many; never, where there are fewer. */
async function fullAt(tx: Queryable, from: number): Promise<number> {
  const [row] = await tx.query<{ at: number }>(
    `SELECT intended_at AS at FROM attempt WHERE intended_at >= $1 ORDER BY intended_at OFFSET ${most} LIMIT 1`,
    [instant(from)],
    'anew',
  );
  // However many were begun within one millisecond, there is an end to it.
  return row === undefined ? Infinity : Math.max(row.at, from + 1);
}
