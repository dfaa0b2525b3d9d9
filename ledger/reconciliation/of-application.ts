import type { Stage } from '../../domain/stage/stage.js';
import type { Queryable } from '../ledger.js';
import { inForce } from './list.js';

export interface ListedRow {
  readonly stage: Stage;
  readonly round: number;
  /** Of the list, `YYYY-MM-DD`. */
  readonly day: string;
  readonly decidedAt: number | null;
  readonly listedAt: number;
}

/**
 * What the bank's lists in force say was decided of an application and had not been reported when they came; each
 * stage and round by the list that named it first. `regions` are the reader's, where it is bound.
 */
export const listedOfApplication = (
  tx: Queryable,
  applicationId: string,
  regions?: readonly string[],
): Promise<ListedRow[]> =>
  tx.query<ListedRow>(
    `SELECT DISTINCT ON (decision.stage, decision.round)
            decision.stage, decision.round, list.day::text, decision.decided_at AS "decidedAt",
            decision.listed_at AS "listedAt"
       FROM reconciled_decision decision JOIN reconciliation list USING (reconciliation_id)
       LEFT JOIN application USING (application_id)
      WHERE NOT decision.known AND decision.application_id = $1 AND ${inForce}
        AND (list.regions = '{}' OR application.region IS NULL OR application.region = ANY (list.regions))
        AND ($2::text[] IS NULL OR list.regions = '{}' OR list.regions && $2)
      ORDER BY decision.stage, decision.round, decision.listed_at, list.day`,
    [applicationId, regions === undefined ? null : [...regions]],
  );
