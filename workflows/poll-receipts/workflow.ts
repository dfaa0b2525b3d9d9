/** Run by a Temporal Schedule: a report that was never pushed is asked for. */
import { proxyActivities } from '@temporalio/workflow';
import type { PollFindings, PollPorts } from './ports.js';

const port = proxyActivities<PollPorts>({
  startToCloseTimeout: '2 minutes',
  // Until its worker’s death is noticed no other round begins.
  heartbeatTimeout: '20 seconds',
  // The schedule itself is the next try.
  retry: { maximumAttempts: 1 },
  summary: 'ask providers for receipts that are overdue',
});

export const pollReceipts = (): Promise<PollFindings> => port.pollReceipts();
