/** What the workflow must still be told. */
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** A message to one application's workflow: references alone. */
export type OutboxMessage =
  | { readonly kind: 'reported'; readonly reportId: string }
  | { readonly kind: 'receipt'; readonly attemptId: string; readonly receiptId: string }
  /** A task may be closed untold: a second person agreed, or somebody acted alone who may. */
  | {
      readonly kind: 'approved';
      readonly approvalId: string;
      readonly taskId: string;
      readonly staffRef: string;
    };

export interface OutboxRow {
  readonly outboxId: number;
  readonly applicationId: string;
  readonly message: OutboxMessage;
  readonly tries: number;
}

/** The relay leaves a fresh message alone this long: whoever wrote it tells it first. */
export const relayAfterMs = 2_000;

/** Writes a message in the transaction of what it tells; the relay leaves it alone until `nextAt`. */
export async function enqueue(
  tx: Queryable,
  applicationId: string,
  message: OutboxMessage,
  times: { writtenAt: number; nextAt: number },
): Promise<number> {
  const [row] = await tx.query<{ outboxId: number }>(
    `INSERT INTO outbox (application_id, kind, report_id, attempt_id, receipt_id, written_at, next_at, approval_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING outbox_id AS "outboxId"`,
    [
      applicationId,
      message.kind,
      message.kind === 'reported' ? message.reportId : null,
      message.kind === 'receipt' ? message.attemptId : null,
      message.kind === 'receipt' ? message.receiptId : null,
      instant(times.writtenAt),
      instant(times.nextAt),
      message.kind === 'approved' ? message.approvalId : null,
    ],
  );
  if (row === undefined) throw new Error('an inserted outbox row was not returned');
  return row.outboxId;
}

/** The workflow was told. */
export const acknowledge = (tx: Queryable, outboxIds: readonly number[]): Promise<unknown> =>
  tx.query(`DELETE FROM outbox WHERE outbox_id = ANY ($1)`, [[...outboxIds]]);

/**
 * Takes up messages that are due, oldest first, and sets each one's next try after 1, 2, 4 … seconds,
 * 60 at most; another relay takes others. Telling twice is harmless, since the workflow knows report ids.
 */
export async function takeDue(tx: Queryable, now: number, most: number): Promise<OutboxRow[]> {
  const rows = await tx.query<{
    outboxId: number;
    applicationId: string;
    kind: OutboxMessage['kind'];
    reportId: string | null;
    attemptId: string | null;
    receiptId: string | null;
    approvalId: string | null;
    taskId: string | null;
    staffRef: string | null;
    tries: number;
  }>(
    `WITH due AS MATERIALIZED (SELECT outbox_id FROM outbox WHERE next_at <= $1 ORDER BY outbox_id LIMIT $2
                               FOR UPDATE SKIP LOCKED)
     UPDATE outbox SET tries = tries + 1,
            next_at = $1::timestamptz + least(power(2, least(tries, 6)), 60) * interval '1 second'
      WHERE outbox_id IN (SELECT outbox_id FROM due)
      RETURNING outbox_id AS "outboxId", application_id AS "applicationId", kind, report_id AS "reportId",
                attempt_id AS "attemptId", receipt_id AS "receiptId", approval_id AS "approvalId",
                (SELECT task_id FROM approval a WHERE a.approval_id = outbox.approval_id) AS "taskId",
                (SELECT proposed_by FROM approval a WHERE a.approval_id = outbox.approval_id) AS "staffRef", tries`,
    [instant(now), most],
  );
  return rows
    .sort((a, b) => a.outboxId - b.outboxId)
    .map(({ outboxId, applicationId, tries, ...row }) => ({
      outboxId,
      applicationId,
      tries,
      message: messageOf(row),
    }));
}

function messageOf(row: {
  readonly kind: OutboxMessage['kind'];
  readonly reportId: string | null;
  readonly attemptId: string | null;
  readonly receiptId: string | null;
  readonly approvalId: string | null;
  readonly taskId: string | null;
  readonly staffRef: string | null;
}): OutboxMessage {
  const { kind, reportId, attemptId, receiptId, approvalId, taskId, staffRef } = row;
  switch (kind) {
    case 'reported':
      return { kind, reportId: reportId ?? '' };
    case 'receipt':
      return { kind, attemptId: attemptId ?? '', receiptId: receiptId ?? '' };
    case 'approved':
      return { kind, approvalId: approvalId ?? '', taskId: taskId ?? '', staffRef: staffRef ?? '' };
  }
}

/** Whether something reported of the application has still to be told, apart from what is known to be `told`. */
export async function isReportWaiting(
  tx: Queryable,
  applicationId: string,
  told: readonly number[] = [],
): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM outbox WHERE application_id = $1 AND kind = 'reported' AND outbox_id <> ALL ($2) LIMIT 1`,
    [applicationId, [...told]],
  );
  return rows.length > 0;
}

/** How many messages wait, and since when the oldest does (epoch ms). */
export async function backlog(tx: Queryable): Promise<{ count: number; oldestAt: number | null }> {
  const [row] = await tx.query<{ count: number; oldestAt: number | null }>(
    `SELECT count(*) AS count, min(written_at) AS "oldestAt" FROM outbox`,
  );
  return row ?? { count: 0, oldestAt: null };
}
