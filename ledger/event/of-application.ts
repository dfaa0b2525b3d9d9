import type { EventDetail, EventKind } from '../../domain/event/event.js';
import type { Queryable } from '../ledger.js';

export interface EventRow {
  readonly eventId: number;
  readonly at: number;
  readonly stage: string | null;
  readonly round: number | null;
  readonly attemptId: string | null;
  readonly taskId: string | null;
  readonly kind: EventKind;
  readonly detail: EventDetail;
}

/** The trail of one application, oldest first. */
export const eventsOfApplication = (tx: Queryable, applicationId: string): Promise<EventRow[]> =>
  tx.query<EventRow>(
    `SELECT event_id AS "eventId", at, stage, round, attempt_id AS "attemptId", task_id AS "taskId", kind, detail
       FROM event WHERE application_id = $1 ORDER BY event_id`,
    [applicationId],
  );
