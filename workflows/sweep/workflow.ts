/** The sweep: run by a Temporal Schedule, so that nothing unfinished is forgotten by anybody. */
import { proxyActivities } from '@temporalio/workflow';
import type { SweepFindings, SweepPorts } from './ports.js';

const { sweepNotices } = proxyActivities<SweepPorts>({
  startToCloseTimeout: '5 minutes',
  // Until its worker’s death is noticed no other round begins.
  heartbeatTimeout: '20 seconds',
  retry: { maximumAttempts: 3 },
  summary: 'compare the ledger’s unfinished notices with the stories',
});

export const sweep = (): Promise<SweepFindings> => sweepNotices();
