/** What a rule of compensation asks of the notices of an incident's list. */
import type { Stage } from '../../domain/stage/stage.js';
import type { Queryable } from '../ledger.js';
import type { AffectedPlace } from './affected.js';

/** A notice's report as it is sealed, of an application whose data was not erased. */
export interface SealedReport extends AffectedPlace {
  readonly reportId: string;
  readonly sealed: Buffer;
  readonly wrappedKey: Buffer;
}

/** The reports of these notices, where they can be opened. */
export const reportsOfNotices = (tx: Queryable, notices: readonly AffectedPlace[]): Promise<SealedReport[]> =>
  tx.query<SealedReport>(
    `SELECT n.application_id AS "applicationId", n.stage, n.round, r.report_id AS "reportId", r.sealed,
            a.wrapped_key AS "wrappedKey"
       FROM unnest($1::text[], $2::text[], $3::int[]) AS given (application_id, stage, round)
       JOIN notice n USING (application_id, stage, round)
       JOIN report r ON r.report_id = n.report_id
       JOIN application a ON a.application_id = n.application_id
      WHERE a.wrapped_key IS NOT NULL`,
    [
      notices.map(({ applicationId }) => applicationId),
      notices.map(({ stage }): Stage => stage),
      notices.map(({ round }) => round),
    ],
  );

/** Applicants who stand on the list of compensations of an incident, agreed to or not. */
export async function offeredApplications(tx: Queryable, incidentId: number): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ applicationId: string }>(
    'SELECT application_id AS "applicationId" FROM compensation WHERE incident_id = $1',
    [incidentId],
  );
  return new Set(rows.map(({ applicationId }) => applicationId));
}
