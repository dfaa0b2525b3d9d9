import { compensationWaits } from '../compensation/waiting.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import type { Erasure } from './erase.js';
import { endingReports, receiptPossible } from './unended.js';

const columns = `application_id AS "applicationId", erased_at AS "erasedAt", because, reason, reference, staff_ref AS "staffRef"`;

/** The erasure of an application's data, if it was erased. */
export async function erasureOf(tx: Queryable, applicationId: string): Promise<Erasure | undefined> {
  const [row] = await tx.query<Erasure>(`SELECT ${columns} FROM erasure WHERE application_id = $1`, [
    applicationId,
  ]);
  return row;
}

/** Every erasure behind an application id in the order of ids, `most` of them: ids and words, no applicant. */
export const erasuresAfter = (tx: Queryable, after: string, most: number): Promise<Erasure[]> =>
  tx.query<Erasure>(
    `SELECT ${columns} FROM erasure WHERE application_id > $1 ORDER BY application_id LIMIT $2`,
    [after, most],
  );

/** The place of an application among those not erased, the first reported first. */
export interface UnerasedPlace {
  readonly applicationId: string;
  readonly reportedAt: number;
}

/**
 * Applications behind a place that the ledger knows as over at `now` and of which nothing is more recent than
 * `endedBefore`: neither a report nor the end of a notice or task.
 */
export const endedApplications = (
  tx: Queryable,
  {
    now,
    endedBefore,
    behind,
    most,
  }: { now: number; endedBefore: number; behind?: UnerasedPlace | undefined; most: number },
): Promise<UnerasedPlace[]> =>
  tx.query<UnerasedPlace>(
    `SELECT a.application_id AS "applicationId", a.reported_at AS "reportedAt" FROM application a
      WHERE a.wrapped_key IS NOT NULL AND a.reported_at <= $1
        AND (a.reported_at, a.application_id) > ($3::timestamptz, $4)
        AND EXISTS (SELECT FROM report r WHERE r.application_id = a.application_id AND ${endingReports})
        AND NOT EXISTS (SELECT FROM report r WHERE r.application_id = a.application_id AND r.received_at > $1)
        AND NOT EXISTS (SELECT FROM notice n WHERE n.application_id = a.application_id
                           AND (n.finished_at IS NULL OR n.finished_at > $1))
        AND NOT EXISTS (SELECT FROM human_task h WHERE h.application_id = a.application_id
                           AND (h.finished_at IS NULL OR h.finished_at > $1))
        AND NOT EXISTS (SELECT FROM attempt t WHERE t.application_id = a.application_id AND ${receiptPossible('t')})
        AND NOT EXISTS (SELECT FROM compensation c WHERE c.application_id = a.application_id AND ${compensationWaits('c')})
        AND NOT EXISTS (SELECT FROM outbox o WHERE o.application_id = a.application_id)
      ORDER BY a.reported_at, a.application_id LIMIT $5`,
    [
      instant(endedBefore),
      instant(now),
      behind === undefined ? '-infinity' : instant(behind.reportedAt),
      behind?.applicationId ?? '',
      most,
    ],
  );
