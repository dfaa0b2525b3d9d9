/** The way to the workflows of incidents. */
import type { WorkflowClient } from '@temporalio/client';
import { incidentRun, incidentType } from '../../domain/incident/workflow.js';
import type { Logger } from '../../runtime/logging/logger.js';
import { incidentChanged } from '../../workflows/incident/messages.js';

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
        ...incidentRun(incidentId),
        signal: incidentChanged,
        signalArgs: [],
      });
    try {
      await client.withDeadline(Date.now() + toldWithinMs, telling);
    } catch (err) {
      logger.warn({ err, incidentId }, 'the workflow of an incident could not be told');
    }
  },
});
