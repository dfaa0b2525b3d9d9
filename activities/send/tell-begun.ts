/** Counts an attempt whose intent is committed, and how soon it followed the failure before it. */
import { attemptsOfNotice } from '../../ledger/attempt/find.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import type { Queryable } from '../../ledger/ledger.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import type { SendOrder } from '../../workflows/loan-application/ports.js';
import type { World } from '../world.js';

/** The attempt that failed over to this one; asked for in front of its intent, and only where there is one. */
export async function failedBefore(
  tx: Queryable,
  { notice, purpose }: SendOrder,
): Promise<AttemptRow | undefined> {
  return purpose === 'failover' ? (await attemptsOfNotice(tx, notice)).at(-1) : undefined;
}

/** `notice` as it stood before the intent; `at` as it was committed. */
export function tellBegun(
  { tally }: World,
  { route: { route }, purpose }: SendOrder,
  notice: NoticeRow,
  failed: AttemptRow | undefined,
  at: number,
): void {
  tally.attemptBegun({ route, purpose, at, ...(purpose === 'first' ? { first: notice } : {}) });
  if (failed === undefined) return;
  const failedAt = failed.settledAt ?? failed.answeredAt ?? failed.intendedAt;
  // Moved since: its window or a person was waited for, which says nothing of how quick we are.
  if (notice.stateSince <= failedAt) tally.failedOver({ route, tookMs: at - failedAt });
}
