/** Starts the workflows of incidents that have none. */
import type { WorkflowClient } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { incidentRun, incidentType } from '../../domain/incident/workflow.js';
import { openIncidents } from '../../ledger/incident/row.js';
import type { World } from '../world.js';

/** Nothing where it runs. */
export async function startIncident(client: WorkflowClient, incidentId: number): Promise<void> {
  try {
    await client.start(incidentType, incidentRun(incidentId));
  } catch (failure) {
    if (!(failure instanceof WorkflowExecutionAlreadyStartedError)) throw failure;
  }
}

/** Every open one: whoever opened it could not start it then, or somebody ended its workflow. */
export async function startMissing({ ledger }: Pick<World, 'ledger'>, client: WorkflowClient): Promise<void> {
  for (const { incidentId } of await openIncidents(ledger)) await startIncident(client, incidentId);
}
