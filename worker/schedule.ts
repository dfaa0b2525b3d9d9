/** Keeps the sweep's schedule as configured; many workers may do so at once. */
import type { ScheduleClient } from '@temporalio/client';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { storyTaskQueue } from '../domain/attempt/route.js';

export async function keepSweepSchedule(client: ScheduleClient, everyMs: number): Promise<void> {
  const spec = { intervals: [{ every: everyMs }] };
  const scheduleId = 'sweep';
  try {
    await client.create({
      scheduleId,
      spec,
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
      action: {
        type: 'startWorkflow',
        workflowType: 'sweep',
        workflowId: 'sweep',
        taskQueue: storyTaskQueue,
        workflowExecutionTimeout: '10 minutes',
        staticSummary: 'compare the ledger’s unfinished notices with the stories',
      },
    });
  } catch (failure) {
    if (!(failure instanceof ScheduleAlreadyRunning)) throw failure;
    await client.getHandle(scheduleId).update((before) => ({ ...before, spec }));
  }
}
