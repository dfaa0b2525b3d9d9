import type { Route } from '../../domain/attempt/route.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { Queryable } from '../ledger.js';

/** That a notice stands on the list of an incident. */
export interface IncidentOfNotice {
  readonly stage: Stage;
  readonly round: number;
  readonly incidentId: number;
  readonly listedAt: number;
  /** By which the message went that was lost. */
  readonly route: Route;
}

/** Of an application's notices, the oldest first. */
export const incidentsOfApplication = (tx: Queryable, applicationId: string): Promise<IncidentOfNotice[]> =>
  tx.query<IncidentOfNotice>(
    `SELECT l.stage, l.round, l.incident_id AS "incidentId", l.listed_at AS "listedAt", a.route
       FROM incident_notice l JOIN attempt a USING (attempt_id)
      WHERE l.application_id = $1 ORDER BY l.incident_id`,
    [applicationId],
  );
