/** What became of orders to send a notice once more. Each makes one attempt at most, which bears its id. */
import { mostAsked } from '../../domain/escalation/next-step.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/**
 * Whether an earlier order of this notice has still to come to its end: not taken up yet, called and
 * not answered, or accepted with its receipt deadline ahead.
 */
export async function isResendUnderWay(tx: Queryable, key: NoticeKey, now: number): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM report r LEFT JOIN attempt a ON a.attempt_id = r.report_id
      WHERE r.kind = 'resend' AND r.application_id = $1 AND r.stage = $2 AND r.round = $3
        AND CASE WHEN a.attempt_id IS NULL
                 THEN NOT EXISTS (SELECT FROM event e WHERE e.application_id = r.application_id
                                    AND e.kind = 'resend-not-sent' AND e.detail ->> 'reportId' = r.report_id::text)
                 WHEN a.outcome = 'unknown' THEN NOT a.never_received AND a.asked < $4
                 WHEN a.outcome = 'accepted' THEN a.settlement IS NULL AND a.receipt_deadline > $5
                                                  AND a.evidence = 'receipt'
                 ELSE a.outcome = 'intended' END
      LIMIT 1`,
    [key.applicationId, key.stage, key.round, mostAsked, instant(now)],
  );
  return rows.length > 0;
}

/** Why an order came to no attempt; undefined where none of it is on record. */
export async function resendNotSentBecause(
  tx: Queryable,
  applicationId: string,
  reportId: string,
): Promise<string | undefined> {
  const [row] = await tx.query<{ because: string }>(
    `SELECT detail ->> 'because' AS because FROM event
      WHERE application_id = $1 AND kind = 'resend-not-sent' AND detail ->> 'reportId' = $2`,
    [applicationId, reportId],
  );
  return row?.because;
}
