import type { Stage } from '../../domain/stage/stage.js';
import { isUuid } from '../../domain/ids/ids.js';
import type { Queryable } from '../ledger.js';

export interface ReportRow {
  readonly reportId: string;
  readonly applicationId: string;
  readonly kind: 'application' | 'stage' | 'contacts' | 'withdrawal' | 'resend';
  readonly stage: Stage | null;
  readonly round: number | null;
  readonly contactVersion: number | null;
  readonly digest: Buffer;
  readonly sealed: Buffer;
  readonly urgent: boolean;
  /** `YYYY-MM-DD`. */
  readonly usefulUntil: string | null;
  readonly decidedAt: number | null;
  readonly receivedAt: number;
}

const columns = `report_id AS "reportId", application_id AS "applicationId", kind, stage, round,
  contact_version AS "contactVersion", digest, sealed, urgent, useful_until::text AS "usefulUntil",
  decided_at AS "decidedAt", received_at AS "receivedAt"`;

/** The report of this id; a text that is no id of ours is not put to PostgreSQL, whose log would quote it. */
export async function findReport(tx: Queryable, reportId: string): Promise<ReportRow | undefined> {
  if (!isUuid(reportId)) return undefined;
  const [row] = await tx.query<ReportRow>(`SELECT ${columns} FROM report WHERE report_id = $1`, [reportId]);
  return row;
}

/** Everything taken of one application, in the order it came. */
export const reportsOfApplication = (tx: Queryable, applicationId: string): Promise<ReportRow[]> =>
  tx.query<ReportRow>(
    `SELECT ${columns} FROM report WHERE application_id = $1 ORDER BY received_at, report_id`,
    [applicationId],
  );
