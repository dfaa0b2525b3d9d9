/** What was done about an incident: a line of its own, and one of the trail, in one transaction. */
import type { EventDetail, EventKind } from '../../domain/event/event.js';
import type { IncidentStep } from '../../domain/incident/step.js';
import { appendEvent } from '../event/append.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface IncidentStepRow {
  readonly at: number;
  readonly step: IncidentStep;
  /** Nobody where time or a machine did. */
  readonly staffRef: string | null;
  readonly detail: EventDetail;
}

const eventOf = (step: IncidentStep): EventKind =>
  step === 'opened' ? 'incident-opened' : step === 'closed' ? 'incident-closed' : 'incident-went-on';

/** `detail` is words of our unions, counts and instants. */
export async function recordIncidentStep(
  tx: Queryable,
  incidentId: number,
  step: IncidentStep,
  {
    at,
    staffRef,
    detail = {},
  }: { readonly at: number; readonly staffRef?: string; readonly detail?: EventDetail },
): Promise<void> {
  await tx.query(
    'INSERT INTO incident_step (incident_id, at, step, staff_ref, detail) VALUES ($1, $2, $3, $4, $5)',
    [incidentId, instant(at), step, staffRef ?? null, JSON.stringify(detail)],
  );
  const told = { incidentId, step, ...(staffRef === undefined ? {} : { staffRef }), ...detail };
  await appendEvent(tx, { at, kind: eventOf(step), detail: told });
}

/** The oldest first. */
export const stepsOfIncident = (tx: Queryable, incidentId: number): Promise<IncidentStepRow[]> =>
  tx.query<IncidentStepRow>(
    `SELECT at, step, staff_ref AS "staffRef", detail FROM incident_step WHERE incident_id = $1 ORDER BY step_id`,
    [incidentId],
  );
