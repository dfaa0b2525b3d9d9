/** One look at an incident: its list, what nobody attends to, and its clock. */
import { nextStroke, remindersBy } from '../../domain/incident/clock.js';
import { progressOf } from '../../domain/incident/affected.js';
import type { IncidentProgress } from '../../domain/incident/affected.js';
import { incidentName } from '../../domain/incident/incident.js';
import { raiseAlarm, resolveAlarm } from '../../ledger/alarm/raise.js';
import { affectedCounts } from '../../ledger/incident/affected.js';
import { markLookedAt, markOverdue, markReminded } from '../../ledger/incident/clock.js';
import { listRange } from '../../ledger/incident/list-range.js';
import { findIncident, lockIncidents } from '../../ledger/incident/row.js';
import type { IncidentRow } from '../../ledger/incident/row.js';
import { recordIncidentStep } from '../../ledger/incident/step.js';
import type { IncidentPorts } from '../../workflows/incident/ports.js';
import { asOfNow } from '../world.js';
import type { World } from '../world.js';
import { openMissingTasks } from './missing-tasks.js';

export const createIncidentActivities = (live: World): IncidentPorts => ({
  lookAtIncident: async ({ incidentId }) => {
    const world = asOfNow(live);
    const { ledger, clock, configuration } = world;
    const { incidents } = configuration;
    const incident = await findIncident(ledger, incidentId);
    if (incident === undefined) throw new Error('an incident is not in the ledger');
    if (incident.closedAt !== null) return { state: 'closed' };
    const { undecided } = await listRange(ledger, incidentId, clock.now());
    await openMissingTasks(world, incident);
    const progress = progressOf(await affectedCounts(ledger, incidentId), undecided);
    const at = clock.now();
    await strike(world, incident, progress, at);
    const stroke = nextStroke(incident.dueAt, incidents, at) ?? Infinity;
    return { state: 'open', ...progress, againAt: Math.min(at + incidents.everyMs, stroke) };
  },
});

/** What the clock says at an instant, each once; it goes on saying how many are untold for as long as it stands. */
const strike = (
  { ledger, configuration }: Pick<World, 'ledger' | 'configuration'>,
  { incidentId, dueAt }: IncidentRow,
  { untold }: IncidentProgress,
  at: number,
): Promise<void> =>
  ledger.transaction(async (tx) => {
    await lockIncidents(tx);
    // Closed meanwhile: its alarms are over.
    if ((await findIncident(tx, incidentId))?.closedAt !== null) return;
    await markLookedAt(tx, incidentId, at);
    const subject = incidentName(incidentId);
    const reminders = remindersBy(dueAt, configuration.incidents, at);
    if (reminders > 0 && (await markReminded(tx, incidentId, reminders)))
      await recordIncidentStep(tx, incidentId, 'reminded', { at, detail: { untold, dueAt } });
    if (at >= dueAt && (await markOverdue(tx, incidentId, at)))
      await recordIncidentStep(tx, incidentId, 'overdue', { at, detail: { untold } });
    const counts = { counts: false, extent: untold };
    if (at >= dueAt) {
      await resolveAlarm(tx, 'incident-due', subject, at);
      await raiseAlarm(tx, 'incident-overdue', subject, at, counts);
    } else if (reminders > 0 && untold > 0) await raiseAlarm(tx, 'incident-due', subject, at, counts);
    else await resolveAlarm(tx, 'incident-due', subject, at);
  });
