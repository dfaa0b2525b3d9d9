/**
 * What must never be in the record, as far as it can be asked for in milliseconds: each statement looks at few rows, by an
 * index. A notice without what it waits for needs no statement, since a CHECK holds that.
 */
import type { NoticeKey } from '../../domain/ids/ids.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import type { Stage } from '../../domain/stage/stage.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

type Row = { readonly applicationId: string; readonly stage: Stage; readonly round: number };

const most = 20;
const columns = (table: string): string =>
  `${table}.application_id AS "applicationId", ${table}.stage, ${table}.round`;
const keysOf = (rows: readonly Row[]): NoticeKey[] =>
  rows.map(({ applicationId, stage, round }) => ({
    applicationId: applicationIdOf(applicationId),
    stage,
    round,
  }));

/**
 * Notices that one route took twice for one contact, since an instant: the provider said it had never received the first
 * (which is why there was a second), and a receipt shows since that it had. `attempt_received_after_all` has such alone.
 */
export const acceptedTwice = async (tx: Queryable, since: number): Promise<NoticeKey[]> =>
  keysOf(
    await tx.query<Row>(
      `SELECT DISTINCT ${columns('first')} FROM attempt first
        WHERE first.never_received AND first.outcome = 'accepted' AND first.settled_at >= $1
          AND EXISTS (SELECT FROM attempt other
                WHERE other.application_id = first.application_id AND other.stage = first.stage AND other.round = first.round
                  AND other.route = first.route AND other.contact_index = first.contact_index
                  AND other.attempt_id <> first.attempt_id AND other.outcome = 'accepted' AND other.purpose <> 'resend')
        LIMIT ${most}`,
      [instant(since)],
    ),
  );

/**
 * Notices that were finished since an instant as delivered, or by staff, without an attempt or a task that shows it: those
 * lately finished are found by `notice_finished`, each one's attempts and tasks by its key.
 */
export const finishedWithoutEvidence = async (tx: Queryable, since: number): Promise<NoticeKey[]> =>
  keysOf(
    await tx.query<Row>(
      `SELECT ${columns('notice')} FROM notice
        WHERE notice.finished_at >= $1 AND CASE
          WHEN notice.state = 'delivered' THEN NOT EXISTS (SELECT FROM attempt
                WHERE attempt.application_id = notice.application_id AND attempt.stage = notice.stage
                  AND attempt.round = notice.round AND attempt.settlement = 'delivered')
          WHEN notice.state IN ('completed-by-staff', 'unreachable') THEN NOT EXISTS (SELECT FROM human_task task
                WHERE task.application_id = notice.application_id AND task.stage = notice.stage
                  AND task.round = notice.round AND task.state = 'completed')
          ELSE false END
        LIMIT ${most}`,
      [instant(since)],
    ),
  );

/**
 * Notices that staff are said to have, though nobody has had a task for one since an instant: the few with staff are found
 * by `notice_exceptional`, each one's tasks by its application.
 */
export const withStaffWithoutTask = async (tx: Queryable, since: number): Promise<NoticeKey[]> =>
  keysOf(
    await tx.query<Row>(
      `SELECT ${columns('notice')} FROM notice
        WHERE notice.state = 'with-staff' AND notice.state_since < $1
          AND NOT EXISTS (SELECT FROM human_task task
                WHERE task.application_id = notice.application_id AND task.stage = notice.stage
                  AND task.round = notice.round AND (task.state = 'open' OR task.finished_at >= $1))
        LIMIT ${most}`,
      [instant(since)],
    ),
  );
