import type { NoticeKey } from '../../domain/ids/ids.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** A reported stage owes its notice from the same transaction on; the workflow has `takenUpBy` to take it up. */
export const insertNotice = (
  tx: Queryable,
  key: NoticeKey,
  given: { reportId: string; owedAt: number; takenUpBy: number },
): Promise<unknown> =>
  tx.query(
    `INSERT INTO notice (application_id, stage, round, report_id, state, state_since, waiting_for, waiting_until, owed_at)
     VALUES ($1, $2, $3, $4, 'held', $5, 'workflow', $6, $5)`,
    [
      key.applicationId,
      key.stage,
      key.round,
      given.reportId,
      instant(given.owedAt),
      instant(given.takenUpBy),
    ],
  );
