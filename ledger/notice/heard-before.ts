import type { NoticeKey } from '../../domain/ids/ids.js';
import type { Queryable } from '../ledger.js';

/**
 * Whether the applicant has heard, or may have heard, of a round of this stage before this one: a notice delivered or
 * completed by staff; a message under way, accepted, or of unknown outcome (one whose receipt says undelivered as well,
 * since `delivered` wins however late); a task that somebody has, or finished as told. Notices and tasks are held
 * first: whoever is about to send holds the notice and then looks for a further round, so that either the intent is
 * seen here, or the further round there.
 */
export async function isHeardBefore(
  tx: Queryable,
  { applicationId, stage, round }: NoticeKey,
): Promise<boolean> {
  const earlier = 'application_id = $1 AND stage = $2 AND round < $3';
  const values = [applicationId, stage, round];
  await tx.query(`SELECT FROM notice WHERE ${earlier} ORDER BY round FOR UPDATE`, values);
  await tx.query(`SELECT FROM human_task WHERE ${earlier} ORDER BY task_id FOR UPDATE`, values);
  const [heard] = await tx.query<{ heard: boolean }>(
    `SELECT EXISTS (SELECT FROM notice WHERE ${earlier} AND state IN ('delivered', 'completed-by-staff'))
         OR EXISTS (SELECT FROM attempt WHERE ${earlier} AND outcome <> 'rejected'
                       AND NOT (never_received AND outcome <> 'accepted'))
         OR EXISTS (SELECT FROM human_task WHERE ${earlier}
                       AND (outcome LIKE 'told-%' OR (claimed_by IS NOT NULL AND outcome IS DISTINCT FROM 'unreachable')))
         AS heard`,
    values,
  );
  return heard?.heard === true;
}
