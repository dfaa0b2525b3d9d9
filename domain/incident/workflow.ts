/** The workflow that keeps an incident's clock: by which name and how it is started, whoever starts it. */
import { storyTaskQueue } from '../attempt/route.js';
import { watchPriority } from '../plan/priority.js';

export const incidentType = 'incident';

export const incidentRun = (incidentId: number) => ({
  workflowId: `incident/${incidentId}`,
  taskQueue: storyTaskQueue,
  args: [{ incidentId }] as [{ incidentId: number }],
  priority: { priorityKey: watchPriority },
  staticSummary: `Incident ${incidentId}: everybody a provider left untold is accounted for within a day`,
});
