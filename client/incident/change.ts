/** What is changed of an incident while it is open: which messages it is about, and what is heard of the provider. */
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import type { ProviderMark } from '../../domain/incident/incident.js';
import { findIncident, lockIncidents, setRange } from '../../ledger/incident/row.js';
import type { IncidentRow } from '../../ledger/incident/row.js';
import { recordIncidentStep } from '../../ledger/incident/step.js';
import type { Queryable } from '../../ledger/ledger.js';
import { rangeOf } from './open.js';
import type { IncidentWorld } from './world.js';

/** The incident, held; a {@link Refusal} `incident-unknown`, or `incident-closed`. */
export async function heldOpen(tx: Queryable, incidentId: number): Promise<IncidentRow> {
  await lockIncidents(tx);
  const incident = await findIncident(tx, incidentId);
  if (incident === undefined) throw new Refusal('incident-unknown');
  if (incident.closedAt !== null) throw new Refusal('incident-closed');
  return incident;
}

/**
 * Has it begin earlier, or end: what is on its list stays there, so that it cannot begin later than it did. A
 * {@link Refusal} as for {@link heldOpen}, or `incident-range`.
 */
export async function setIncidentRange(
  world: IncidentWorld,
  incidentId: number,
  order: { readonly from?: number; readonly until?: number },
  actor: Actor,
): Promise<void> {
  if (!isStaffRef(actor.account)) throw new Refusal('staff-reference');
  await world.ledger.transaction(async (tx) => {
    const before = await heldOpen(tx, incidentId);
    const at = world.clock.now();
    const { from = before.fromAt, until = before.untilAt ?? undefined } = order;
    // What stood before is not refused for having grown old.
    if (order.from !== undefined) rangeOf({ from }, at);
    if (from > before.fromAt) throw new Refusal('incident-range', ['from']);
    if (until !== undefined && !(until > from && (until === before.untilAt || until <= at)))
      throw new Refusal('incident-range', ['until']);
    if (from === before.fromAt && (until ?? null) === before.untilAt) return;
    const range = { from, ...(until === undefined ? {} : { until }) };
    await setRange(tx, incidentId, range);
    await recordIncidentStep(tx, incidentId, 'range-set', { at, staffRef: actor.account, detail: range });
  });
  await world.incidents.tell(incidentId);
}

/**
 * Puts down when the provider was notified, answered or said that it is restored; said again, the last one counts. A
 * {@link Refusal} as for {@link heldOpen}, or `incident-range` for an instant that has not come or is older than the incident's
 * range.
 */
export async function markProvider(
  world: IncidentWorld,
  incidentId: number,
  { mark, at: heardAt }: { readonly mark: ProviderMark; readonly at?: number },
  actor: Actor,
): Promise<void> {
  if (!isStaffRef(actor.account)) throw new Refusal('staff-reference');
  await world.ledger.transaction(async (tx) => {
    const incident = await heldOpen(tx, incidentId);
    const at = world.clock.now();
    const when = heardAt ?? at;
    if (!(when <= at && when >= incident.fromAt)) throw new Refusal('incident-range', ['at']);
    const step = `provider-${mark}` as const;
    await recordIncidentStep(tx, incidentId, step, { at, staffRef: actor.account, detail: { when } });
  });
}
