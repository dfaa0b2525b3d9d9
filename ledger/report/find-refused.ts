import type { Queryable } from '../ledger.js';
import type { RefusedReport } from './insert-refused.js';

export interface RefusedRow {
  readonly kind: RefusedReport['kind'];
  readonly stage: string | null;
  readonly round: number | null;
  /** A code of the catalogue; perhaps of another version's. */
  readonly code: string;
  readonly receivedAt: number;
}

/** Reports of an application that were refused, oldest first; the newest 200 of them. */
export const refusedOfApplication = async (tx: Queryable, applicationId: string): Promise<RefusedRow[]> => {
  const newestFirst = await tx.query<RefusedRow>(
    `SELECT kind, stage, round, code, received_at AS "receivedAt" FROM refused_report
      WHERE application_id = $1 ORDER BY received_at DESC, refusal_id DESC LIMIT 200`,
    [applicationId],
  );
  return newestFirst.reverse();
};
