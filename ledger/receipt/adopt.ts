/** Receipts that came before the id of their message was recorded find their attempt when it becomes known. */
import type { StaffTimes } from '../../domain/human-task/human-task.js';
import { findAttempt } from '../attempt/find.js';
import type { AttemptRow } from '../attempt/row.js';
import type { Queryable } from '../ledger.js';
import type { NewReceipt } from './insert.js';
import type { ReportedReceipt } from './reported.js';
import { applyReceipt } from './store.js';

type Early = Pick<NewReceipt, 'messageId' | 'code' | 'listed' | 'receivedAt'> & {
  readonly settlement: 'delivered' | 'undelivered' | null;
  readonly failure: NonNullable<ReportedReceipt['failure']> | null;
  readonly reportedAt: number | null;
};

/**
 * Applies what came too early for this attempt, whose row the transaction holds; answers the row as it
 * stands then. The story learns of it by what the caller answers. Each is kept a second time, as the
 * attempt's, and is so but once; what came early stays on record as it came.
 */
export async function adoptEarlyReceipts(
  tx: Queryable,
  attempt: AttemptRow,
  at: number,
  staff: StaffTimes,
): Promise<AttemptRow> {
  const { attemptId, route, providerMessageId } = attempt;
  if (providerMessageId === null || attempt.settlement === 'delivered') return attempt;
  const early = await tx.query<Early>(
    `SELECT provider_message_id AS "messageId", settlement, failure, provider_code AS code, listed,
            reported_at AS "reportedAt", received_at AS "receivedAt"
       FROM receipt WHERE attempt_id IS NULL AND early AND route = $1 AND provider_message_id = $2 ORDER BY received_at, receipt_id`,
    [route, providerMessageId],
  );
  let row = attempt;
  for (const { settlement, failure, reportedAt, receivedAt, ...rest } of early) {
    const given: ReportedReceipt = {
      ...rest,
      settlement: settlement ?? undefined,
      ...(failure === null ? {} : { failure }),
      ...(reportedAt === null ? {} : { reportedAt }),
    };
    await applyReceipt(tx, row, given, { at, staff, telling: 'in-the-answer', receivedAt });
    row = (await findAttempt(tx, attemptId)) ?? row;
  }
  return row;
}
