/** Until when work with the ledger is worth anything to whoever waits for it. */
import { AsyncLocalStorage } from 'node:async_hooks';

/** Whoever waited has been told to come again: what was under way is not committed. */
export class LedgerTooSlow extends Error {
  override readonly name = 'LedgerTooSlow';
}

/** The instant, by the monotonic clock; undefined where nobody waits. */
const until = new AsyncLocalStorage<number | undefined>();

/** Runs something with no statement begun, and nothing committed, later than `ms` from now. */
export const withinDeadline = <Answer>(ms: number, body: () => Answer): Answer =>
  until.run(performance.now() + ms, body);

/** Runs something that goes on whether or not anybody waits. */
export const withoutDeadline = <Answer>(body: () => Answer): Answer => until.run(undefined, body);

/** @throws LedgerTooSlow when it is too late to begin anything */
export function keepToDeadline(): void {
  if (performance.now() > (until.getStore() ?? Infinity))
    throw new LedgerTooSlow('whoever waited for it has been told to come again');
}
