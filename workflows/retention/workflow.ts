/** Run by a Temporal Schedule: applicants' data is kept no longer than the bank says. */
import { proxyActivities } from '@temporalio/workflow';
import type { RetentionFindings, RetentionPorts } from './ports.js';

const port = proxyActivities<RetentionPorts>({
  startToCloseTimeout: '5 minutes',
  // Until its worker’s death is noticed no other round begins.
  heartbeatTimeout: '20 seconds',
  // The schedule itself is the next try.
  retry: { maximumAttempts: 1 },
  summary: 'erase applicants’ data that was kept long enough',
});

export const retention = (): Promise<RetentionFindings> => port.eraseExpired();
