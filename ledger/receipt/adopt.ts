import { randomUUID } from 'node:crypto';
import type { FailureClass } from '../../domain/failure/failure-class.js';
import type { AttemptRow } from '../attempt/row.js';
import { settleAttempt } from '../attempt/settle.js';
import { appendEvent } from '../event/append.js';
import type { Queryable } from '../ledger.js';
import { insertReceipt } from './insert.js';

interface Early {
  readonly settlement: 'delivered' | 'undelivered';
  readonly failure: FailureClass | null;
  readonly code: string;
  readonly listed: boolean;
  readonly reportedAt: number | null;
}

/**
 * Takes up receipts that came before the provider's answer with its message id was recorded: a provider that does not
 * return our reference may report faster than its own answer is written down. `delivered` counts before anything else.
 * Answers the row as it stands then.
 */
export async function adoptEarlyReceipts(
  tx: Queryable,
  attempt: AttemptRow,
  at: number,
): Promise<AttemptRow> {
  const { attemptId, route, providerMessageId: messageId } = attempt;
  if (messageId === null || attempt.settlement !== null) return attempt;
  const [early] = await tx.query<Early>(
    `SELECT settlement, failure, provider_code AS code, listed, reported_at AS "reportedAt" FROM receipt
      WHERE route = $1 AND provider_message_id = $2 AND attempt_id IS NULL AND settlement IS NOT NULL
      ORDER BY settlement, received_at LIMIT 1`,
    [route, messageId],
  );
  if (early === undefined) return attempt;
  const { settlement, failure, code, listed, reportedAt } = early;
  const classed = failure === null ? {} : { failure };
  const row = await settleAttempt(tx, attemptId, { settlement, code, at, ...classed });
  if (row === undefined) return attempt;
  await insertReceipt(tx, {
    receiptId: randomUUID(),
    route,
    attemptId,
    messageId,
    settlement,
    ...classed,
    code,
    listed,
    ...(reportedAt === null ? {} : { reportedAt }),
    receivedAt: at,
    verdict: 'settles',
  });
  const { applicationId, stage, round } = attempt;
  const detail = { verdict: 'settles', code, settlement, route };
  await appendEvent(tx, { at, applicationId, stage, round, attemptId, kind: 'receipt-recorded', detail });
  return row;
}
