/** Everything at once, for judging a whole run: the demo's and the backtest's size, not a bank's. */
import type { AttemptRow } from '../attempt/row.js';
import { attemptColumns } from '../attempt/row.js';
import type { Queryable } from '../ledger.js';
import type { NoticeRow } from './find.js';
import { noticeColumns } from './find.js';

export interface Survey {
  readonly applications: number;
  readonly refusedReports: number;
  readonly toBeTold: number;
  readonly notices: readonly (NoticeRow & {
    readonly urgent: boolean;
    readonly usefulUntil: string | null;
    readonly reportedAt: number;
    readonly openTask: boolean;
  })[];
  readonly attempts: readonly AttemptRow[];
}

export async function surveyAll(tx: Queryable): Promise<Survey> {
  const [counts] = await tx.query<Pick<Survey, 'applications' | 'refusedReports' | 'toBeTold'>>(
    `SELECT (SELECT count(*) FROM application) AS applications,
            (SELECT count(*) FROM refused_report) AS "refusedReports",
            (SELECT count(*) FROM outbox) AS "toBeTold"`,
  );
  const notices = await tx.query<Survey['notices'][number]>(
    `SELECT ${noticeColumns('n')}, r.urgent, r.useful_until::text AS "usefulUntil", r.received_at AS "reportedAt",
            EXISTS (SELECT FROM human_task t WHERE t.application_id = n.application_id AND t.stage = n.stage
                       AND t.round = n.round AND t.state = 'open') AS "openTask"
       FROM notice n JOIN report r USING (report_id) ORDER BY n.owed_at`,
  );
  const attempts = await tx.query<AttemptRow>(`SELECT ${attemptColumns} FROM attempt ORDER BY intended_at`);
  return { applications: 0, refusedReports: 0, toBeTold: 0, ...counts, notices, attempts };
}
