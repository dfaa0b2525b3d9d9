/** The way to the workflows of incidents. */
import type { WorkflowClient } from '@temporalio/client';
import { storyTaskQueue } from '../../domain/attempt/route.js';
import { incidentWorkflowId } from '../../domain/incident/incident.js';
import { watchPriority } from '../../domain/plan/priority.js';
import type { Logger } from '../../runtime/logging/logger.js';
import { incidentChanged, incidentType } from '../../workflows/incident/messages.js';

/** What a person waits for at most; the sweep starts what could not be started then. */
const toldWithinMs = 1_500;

export interface Incidents {
  /** Has an incident looked at now; it is on record already, so that a Temporal that is away loses nothing. */
  tell(incidentId: number): Promise<void>;
}

export const createIncidents = (client: WorkflowClient, logger: Pick<Logger, 'warn'>): Incidents => ({
  tell: async (incidentId) => {
    const telling = () =>
      client.signalWithStart(incidentType, {
        workflowId: incidentWorkflowId(incidentId),
        taskQueue: storyTaskQueue,
        args: [{ incidentId }],
        priority: { priorityKey: watchPriority },
        signal: incidentChanged,
        signalArgs: [],
        staticSummary: `Incident ${incidentId}: everybody a provider left untold is accounted for within a day`,
      });
    try {
      await client.withDeadline(Date.now() + toldWithinMs, telling);
    } catch (err) {
      logger.warn({ err, incidentId }, 'the workflow of an incident could not be told');
    }
  },
});
