import type { EventDetail, EventKind } from '../../domain/event/event.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface NewEvent {
  readonly at: number;
  readonly applicationId?: string;
  readonly stage?: string;
  readonly round?: number;
  readonly attemptId?: string;
  readonly taskId?: string;
  readonly kind: EventKind;
  readonly detail?: EventDetail;
}

/** Adds one fact to the trail; in the transaction of the change it tells of. */
export async function appendEvent(tx: Queryable, event: NewEvent): Promise<void> {
  await tx.query(
    `INSERT INTO event (at, application_id, stage, round, attempt_id, task_id, kind, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      instant(event.at),
      event.applicationId ?? null,
      event.stage ?? null,
      event.round ?? null,
      event.attemptId ?? null,
      event.taskId ?? null,
      event.kind,
      JSON.stringify(event.detail ?? {}),
    ],
  );
}
