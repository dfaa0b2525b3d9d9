import type { AttemptRow } from '../../ledger/attempt/row.js';
import type { World } from '../world.js';

/** Counts what a transaction of ours has settled, once it is committed; receipts as they come are counted by the door. */
export function tellSettled(
  { tally }: Pick<World, 'tally'>,
  before: Pick<AttemptRow, 'settlement'>,
  { settlement, ...attempt }: AttemptRow,
): void {
  if (settlement !== null && settlement !== before.settlement)
    tally.attemptSettled({ ...attempt, settlement });
}
