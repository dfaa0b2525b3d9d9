/**
 * An incident, from its opening until a second person has confirmed that everybody is accounted for. What is known of it
 * stands in the ledger; this keeps its clock day and night, and looks again whenever something was changed.
 */
import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import { undecodable } from '../../domain/failure/undecodable.js';
import type { IncidentProgress } from '../../domain/incident/affected.js';
import { incidentChanged, incidentProgress } from './messages.js';
import type { IncidentInput } from './messages.js';
import type { IncidentPorts } from './ports.js';

const port = proxyActivities<IncidentPorts>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
  summary: 'bring the list up to date, and say what the clock says',
});

export async function incident(input: IncidentInput): Promise<void> {
  if (Object.is(input, undecodable)) throw new TypeError('the input of the incident cannot be decoded');
  let progress: IncidentProgress | undefined;
  let isChanged = false;
  setHandler(incidentProgress, () => progress);
  setHandler(incidentChanged, () => void (isChanged = true));
  for (;;) {
    isChanged = false;
    const look = await port.lookAtIncident(input);
    if (look.state === 'closed') return;
    const { affected, accountedFor, untold, undecided, againAt } = look;
    progress = { affected, accountedFor, untold, undecided };
    const summary = `${accountedFor} of ${affected} accounted for, ${undecided} undecided`;
    await condition(() => isChanged, Math.max(1_000, againAt - Date.now()), { summary });
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof incident>(input);
  }
}
