/** Asks the ledger how it stands when metrics are read: seldom, in one short transaction, and never for longer than a reader waits. */
import { noticeMovesAfter, placeBefore } from '../../ledger/announcement/moves.js';
import type { Ledger } from '../../ledger/ledger.js';
import { inOneSnapshot } from '../../ledger/snapshot.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Logger } from '../../runtime/logging/logger.js';
import type { State } from '../../runtime/metrics/state.js';
import type { Tally } from '../../runtime/metrics/tally.js';
import { readLedgerState } from './ledger-state.js';

/** However often metrics are read, the ledger is asked so seldom. */
const usualEveryMs = 10_000;
/** A reader waits 10 s for the whole, usually. */
const usualPatienceMs = 3_000;
/** Of what became of notices, at one asking: more than a busy machine brings about meanwhile. The rest is the next's. */
const mostMoves = 5_000;

export interface LedgerWatchOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tally: Tally;
  /** The names of the endpoints in force. */
  readonly endpoints: () => readonly string[];
  readonly everyMs?: number;
  readonly patienceMs?: number;
}

/**
 * What is answered is as of ten seconds ago at most; undefined where the ledger does not answer in time. What became of
 * notices is counted on the way, each once: along the queue of announcements, from when the watch began.
 */
export function watchLedger(options: LedgerWatchOptions): () => Promise<State | undefined> {
  const { ledger, clock, logger, tally, endpoints } = options;
  const { everyMs = usualEveryMs, patienceMs = usualPatienceMs } = options;
  const begunAt = clock.now();
  let place: number | undefined;
  let last: { readonly at: number; readonly state: State | undefined } | undefined;
  let asking: Promise<State | undefined> | undefined;

  const ask = async (): Promise<State | undefined> => {
    let state: State | undefined;
    try {
      const read = await inOneSnapshot(ledger, async (tx) => {
        await tx.query(`SET LOCAL statement_timeout = ${patienceMs}`);
        const from = place ?? (await placeBefore(tx, begunAt));
        const moves = await noticeMovesAfter(tx, from, mostMoves);
        return { from, moves, state: await readLedgerState(tx, clock.now(), endpoints()) };
      });
      for (const move of read.moves) tally.noticeMoved(move);
      place = read.moves.at(-1)?.place ?? read.from;
      state = read.state;
    } catch (failure) {
      // Once, and not at every reading: that it goes on is in the figures.
      if (last === undefined || last.state !== undefined)
        logger.warn({ err: failure }, 'the ledger could not be asked for its figures');
    }
    last = { at: performance.now(), state };
    asking = undefined;
    return state;
  };

  return async () => {
    if (last !== undefined && performance.now() - last.at < everyMs) return last.state;
    asking ??= ask();
    let tooLong: NodeJS.Timeout | undefined;
    const enough = new Promise<undefined>((resolve) => {
      tooLong = setTimeout(() => resolve(undefined), patienceMs);
    });
    try {
      return await Promise.race([asking, enough]);
    } finally {
      clearTimeout(tooLong);
    }
  };
}
