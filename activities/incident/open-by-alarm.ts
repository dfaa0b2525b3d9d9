/** Opens an incident as soon as the monitor finds that a provider loses messages: nobody has to be awake for that. */
import type { AlarmKind } from '../../domain/alarm/alarm.js';
import type { Scope } from '../../domain/health/scope.js';
import { enclosesIncident } from '../../domain/incident/incident.js';
import type { IncidentScope } from '../../domain/incident/incident.js';
import { theMonitor } from '../../domain/plan/override.js';
import { openAlarmId } from '../../ledger/alarm/raise.js';
import { insertIncident, lockIncidents, openIncidents, scopeOf } from '../../ledger/incident/row.js';
import { recordIncidentStep } from '../../ledger/incident/step.js';
import type { Queryable } from '../../ledger/ledger.js';

/** What the monitor has just raised an alarm about, and from when on what it saw may have been lost. */
export interface Found {
  readonly scope: Scope;
  readonly alarm: AlarmKind;
  readonly subject: string;
  readonly from: number;
  /** What was seen, as the share's record has it. */
  readonly evidence: string;
}

/** Its number; undefined where an open incident has these messages already. */
export async function openByAlarm(
  tx: Queryable,
  { scope: { route, ...place }, alarm, subject, from, evidence }: Found,
  dueMs: number,
  at: number,
): Promise<number | undefined> {
  await lockIncidents(tx);
  const scope: IncidentScope = { target: route, ...place, from };
  const open = await openIncidents(tx);
  if (open.some((one) => enclosesIncident(scopeOf(one), scope))) return undefined;
  const alarmId = await openAlarmId(tx, alarm, subject);
  const incidentId = await insertIncident(tx, {
    ...scope,
    ...(alarmId === undefined ? {} : { alarmId }),
    openedBy: theMonitor,
    reason: evidence,
    openedAt: at,
    dueAt: at + dueMs,
  });
  await recordIncidentStep(tx, incidentId, 'opened', { at, detail: { alarm, subject, from } });
  return incidentId;
}
