/** Opens an incident by hand: about what an alarm tells of, or what somebody has heard of. */
import type { Actor } from '../../domain/approval/who-may.js';
import { channels, isRoute } from '../../domain/attempt/route.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { scopeFrom } from '../../domain/health/scope.js';
import { enclosesIncident, meets } from '../../domain/incident/incident.js';
import type { IncidentScope } from '../../domain/incident/incident.js';
import { findAlarm } from '../../ledger/alarm/page.js';
import { wasEverUsed } from '../../ledger/attempt/ever-used.js';
import { insertIncident, lockIncidents, openIncidents, scopeOf } from '../../ledger/incident/row.js';
import { recordIncidentStep } from '../../ledger/incident/step.js';
import type { Queryable } from '../../ledger/ledger.js';
import { openReasonOf } from '../approval/reason.js';
import type { IncidentWorld } from './world.js';

/** Either by an alarm, which says what it is about, or by that itself. Instants are epoch milliseconds. */
export type IncidentOrder = { readonly reason: unknown; readonly from: number; readonly until?: number } & (
  { readonly alarmId: number } | Omit<IncidentScope, 'from' | 'until'>
);

export interface OpenedIncident {
  readonly incidentId: number;
  /** Open ones that may be about some of the same messages: a notice stands on one list alone. */
  readonly meets: readonly number[];
}

const dayMs = 86_400_000;
const mostDays = 90;

/**
 * On record first; its workflow is told after that. A {@link Refusal} `staff-reference`, `alarm-unknown`,
 * `incident-alarm` for one that is about no route, `route-unknown`, `incident-range`, or `incident-known` where an open
 * one has all of these messages already.
 */
export async function openIncident(
  world: IncidentWorld,
  order: IncidentOrder,
  actor: Actor,
): Promise<OpenedIncident> {
  if (!isStaffRef(actor.account)) throw new Refusal('staff-reference');
  const reason = openReasonOf(order.reason);
  const { ledger, clock, configuration } = world;
  const opened = await ledger.transaction(async (tx) => {
    await lockIncidents(tx);
    const at = clock.now();
    const scope = { ...(await placeOf(tx, world, order)), ...rangeOf(order, at) };
    const open = await openIncidents(tx);
    const known = open.find((one) => enclosesIncident(scopeOf(one), scope));
    if (known !== undefined) throw new Refusal('incident-known', [`incident: ${known.incidentId}`]);
    const incidentId = await insertIncident(tx, {
      ...scope,
      ...('alarmId' in order ? { alarmId: order.alarmId } : {}),
      openedBy: actor.account,
      reason,
      openedAt: at,
      dueAt: at + configuration.incidents.dueMs,
    });
    const { from, until } = scope;
    const detail = { from, ...(until === undefined ? {} : { until }) };
    await recordIncidentStep(tx, incidentId, 'opened', { at, staffRef: actor.account, detail });
    return {
      incidentId,
      meets: open.filter((one) => meets(scopeOf(one), scope)).map((one) => one.incidentId),
    };
  });
  await world.incidents.tell(opened.incidentId);
  return opened;
}

/** Reads from when until when; a {@link Refusal} `incident-range` where that makes no sense. */
export function rangeOf(
  { from, until }: { readonly from: number; readonly until?: number },
  now: number,
): Pick<IncidentScope, 'from' | 'until'> {
  if (!(from <= now && from >= now - mostDays * dayMs)) throw new Refusal('incident-range', ['from']);
  if (until === undefined) return { from };
  if (!(until > from && until <= now)) throw new Refusal('incident-range', ['until']);
  return { from, until };
}

async function placeOf(
  tx: Queryable,
  { configuration }: IncidentWorld,
  order: IncidentOrder,
): Promise<Omit<IncidentScope, 'from' | 'until'>> {
  if ('alarmId' in order) {
    const alarm = await findAlarm(tx, order.alarmId);
    if (alarm === undefined) throw new Refusal('alarm-unknown');
    const scope = scopeFrom(alarm.subject);
    if (scope === undefined) throw new Refusal('incident-alarm');
    const { route, ...place } = scope;
    return { target: route, ...place };
  }
  const { target, province, carrier } = order;
  const routes = isRoute(target) ? [target] : channels.map((channel) => `${channel}/${target}`);
  const isConfigured = configuration.routes.some(({ route }) => routes.includes(route));
  // One that was taken out of the configuration may have lost messages all the same.
  if (!isConfigured && !(await wasEverUsed(tx, routes))) throw new Refusal('route-unknown');
  if (carrier !== undefined && province === undefined) throw new Refusal('incident-range', ['carrier']);
  return {
    target,
    ...(province === undefined ? {} : { province }),
    ...(carrier === undefined ? {} : { carrier }),
  };
}
