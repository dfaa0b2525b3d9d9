/** Starts the workflows of incidents that have none. */
import type { WorkflowClient } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { storyTaskQueue } from '../../domain/attempt/route.js';
import { incidentWorkflowId } from '../../domain/incident/incident.js';
import { openIncidents } from '../../ledger/incident/row.js';
import { watchPriority } from '../../domain/plan/priority.js';
import type { World } from '../world.js';

/** The name of the workflow, as the bundle has it. */
const incidentType = 'incident';

/** Nothing where it runs. */
export async function startIncident(client: WorkflowClient, incidentId: number): Promise<void> {
  try {
    await client.start(incidentType, {
      workflowId: incidentWorkflowId(incidentId),
      taskQueue: storyTaskQueue,
      args: [{ incidentId }],
      priority: { priorityKey: watchPriority },
      staticSummary: `Incident ${incidentId}: everybody a provider left untold is accounted for within a day`,
    });
  } catch (failure) {
    if (!(failure instanceof WorkflowExecutionAlreadyStartedError)) throw failure;
  }
}

/** Every open one: whoever opened it could not start it then, or somebody ended its workflow. */
export async function startMissing({ ledger }: Pick<World, 'ledger'>, client: WorkflowClient): Promise<void> {
  for (const { incidentId } of await openIncidents(ledger)) await startIncident(client, incidentId);
}
