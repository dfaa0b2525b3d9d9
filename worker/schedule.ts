/** Keeps the schedules as configured; many workers may do so at once. */
import type { ScheduleClient } from '@temporalio/client';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { storyTaskQueue } from '../domain/attempt/route.js';
import { defaultPriority, watchPriority } from '../domain/plan/priority.js';
import type { Configuration } from '../runtime/configuration/configuration-schema.js';

/** One round after the other: its schedule and its workflow are called the same. */
interface Round {
  readonly scheduleId: string;
  readonly workflowType: string;
  readonly everyMs: number;
  readonly summary: string;
  /** Among all that waits on the stories' queue. */
  readonly priorityKey?: number;
}

export async function keepSchedules(
  client: ScheduleClient,
  { sweep, polling, retention, monitor }: Pick<Configuration, 'sweep' | 'polling' | 'retention' | 'monitor'>,
): Promise<void> {
  await keepSchedule(client, {
    scheduleId: 'sweep',
    workflowType: 'sweep',
    everyMs: sweep.everyMs,
    summary: 'compare the ledger’s unfinished notices with the stories',
  });
  await keepSchedule(client, {
    scheduleId: 'poll-receipts',
    workflowType: 'pollReceipts',
    everyMs: polling.everyMs,
    summary: 'ask providers for receipts that are overdue',
  });
  await keepSchedule(client, {
    scheduleId: 'retention',
    workflowType: 'retention',
    everyMs: retention.everyMs,
    summary: 'erase applicants’ data that was kept long enough',
  });
  await keepSchedule(client, {
    scheduleId: 'monitor',
    workflowType: 'monitor',
    everyMs: monitor.everyMs,
    summary: 'look at how every route does',
    priorityKey: watchPriority,
  });
}

async function keepSchedule(
  client: ScheduleClient,
  { scheduleId, workflowType, everyMs, summary, priorityKey = defaultPriority }: Round,
): Promise<void> {
  const spec = { intervals: [{ every: everyMs }] };
  const priority = { priorityKey };
  // The SDK hands the priority on, its type does not name it.
  const action = {
    type: 'startWorkflow',
    workflowType,
    workflowId: scheduleId,
    taskQueue: storyTaskQueue,
    workflowExecutionTimeout: '10 minutes',
    staticSummary: summary,
    priority,
  } as const;
  try {
    const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' } as const;
    await client.create({ scheduleId, spec, policies, action });
  } catch (failure) {
    if (!(failure instanceof ScheduleAlreadyRunning)) throw failure;
    await client
      .getHandle(scheduleId)
      .update((before) => ({ ...before, spec, action: { ...before.action, priority } }));
  }
}
