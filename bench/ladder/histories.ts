/** What an application costs in Temporal's history, read from the histories themselves. */
import type { WorkflowClient, WorkflowHandle } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

const { EventType } = temporal.api.enums.v1;

export interface Histories {
  /** Events of each type an application, on average. */
  readonly events: Readonly<Record<string, number>>;
  readonly eventsEach: number;
  readonly workflowTasksEach: number;
  readonly bytesEach: number;
}

/** So many are read of a block, spread over it. */
const most = 60;

export async function readHistories(
  client: WorkflowClient,
  workflowIds: readonly string[],
): Promise<Histories> {
  const step = Math.max(1, Math.floor(workflowIds.length / most));
  const chosen = workflowIds.filter((_, at) => at % step === 0).slice(0, most);
  const counts = new Map<string, number>();
  let bytes = 0;
  for (const workflowId of chosen) {
    const handle = client.getHandle(workflowId);
    const size = await sizeOnceClosed(handle);
    const { events } = await handle.fetchHistory();
    for (const { eventType } of events ?? []) {
      const name = String(EventType[eventType ?? 0]).replace('EVENT_TYPE_', '');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    bytes += size;
  }
  const each = (count: number): number => count / chosen.length;
  const events = Object.fromEntries(
    [...counts].toSorted().map(([name, count]) => [name, each(count)] as const),
  );
  return {
    events,
    eventsEach: Object.values(events).reduce((sum, count) => sum + count, 0),
    workflowTasksEach: events['WORKFLOW_TASK_COMPLETED'] ?? 0,
    bytesEach: each(bytes),
  };
}

/** Its last notice was delivered: it ends any moment. Asked without opening anything, since payloads are sealed. */
async function sizeOnceClosed(handle: WorkflowHandle): Promise<number> {
  for (;;) {
    const { status, historySize = 0 } = await handle.describe();
    if (status.name !== 'RUNNING') return historySize;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Whether the same events make up both, within what signals that come together or apart move. */
export function haveSameEvents(one: Histories, other: Histories): boolean {
  const names = new Set([...Object.keys(one.events), ...Object.keys(other.events)]);
  return [...names].every((name) => {
    const [left, right] = [one.events[name] ?? 0, other.events[name] ?? 0];
    return Math.abs(left - right) <= (name.startsWith('WORKFLOW_TASK_') ? taskTolerance : 0);
  });
}

/**
 * Workflow tasks an application: a report and the answer of a send, or two reports, are taken up by one task where they
 * come while it waits for its turn, and by two where it does not. */
const taskTolerance = 2;
