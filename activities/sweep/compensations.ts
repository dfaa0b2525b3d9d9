/** Nothing on the list of compensations is forgotten: whatever waits too long for its next step is an alarm. */
import { incidentName } from '../../domain/incident/incident.js';
import { openAlarmsOf, raiseAlarm, resolveAlarm } from '../../ledger/alarm/raise.js';
import { compensationsWaiting } from '../../ledger/compensation/waiting.js';
import type { World } from '../world.js';

/** For a second person, or for the loan system's answer; staff's own tasks have their own clock. */
export async function judgeCompensations({
  ledger,
  clock,
  configuration,
}: Pick<World, 'ledger' | 'clock' | 'configuration'>): Promise<void> {
  const at = clock.now();
  const waiting = await compensationsWaiting(ledger, at - configuration.incidents.compensationWithinMs);
  for (const { incidentId, count } of waiting)
    await raiseAlarm(ledger, 'compensation-waiting', incidentName(incidentId), at, {
      counts: false,
      extent: count,
    });
  const subjects = new Set(waiting.map(({ incidentId }) => incidentName(incidentId)));
  for (const { subject } of await openAlarmsOf(ledger, 'compensation-waiting'))
    if (!subjects.has(subject)) await resolveAlarm(ledger, 'compensation-waiting', subject, at);
}
