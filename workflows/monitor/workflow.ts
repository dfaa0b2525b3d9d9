/** Run by a Temporal Schedule, so that routes are watched day and night, with no other monitoring beside. */
import { proxyActivities } from '@temporalio/workflow';
import type { MonitorFindings, MonitorPorts } from './ports.js';

const port = proxyActivities<MonitorPorts>({
  startToCloseTimeout: '30 seconds',
  // The schedule itself is the next try.
  retry: { maximumAttempts: 1 },
  summary: 'look at how every route does',
});

export const monitor = (): Promise<MonitorFindings> => port.watchRoutes();
