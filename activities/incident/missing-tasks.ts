import { randomUUID } from 'node:crypto';
import { appendEvent } from '../../ledger/event/append.js';
import { openTask } from '../../ledger/human-task/open.js';
import { affectedPages } from '../../ledger/incident/affected.js';
import type { IncidentRow } from '../../ledger/incident/row.js';
import type { World } from '../world.js';

const page = 200;

/**
 * A notice that counts as delivered by the word of the provider that lost others has no story that goes on: staff make
 * sure that its applicant knows. By the incident's own clock, or theirs where that ends sooner.
 */
export async function openMissingTasks(
  { ledger, clock, configuration }: Pick<World, 'ledger' | 'clock' | 'configuration'>,
  { incidentId, dueAt: incidentDueAt }: IncidentRow,
): Promise<void> {
  const { dueMs, remindBeforeMs } = configuration.staff;
  for await (const rows of affectedPages(ledger, incidentId, page, { states: ['unproven'] }))
    for (const { applicationId, stage, round } of rows) {
      const at = clock.now();
      const dueAt = Math.max(at + 1, Math.min(at + dueMs, incidentDueAt));
      const task = {
        taskId: randomUUID(),
        applicationId,
        notice: { stage, round },
        kind: 'deliver-by-hand',
        because: 'incident',
        openedAt: at,
        remindAt: Math.max(at, dueAt - remindBeforeMs),
        dueAt,
      } as const;
      await ledger.transaction(async (tx) => {
        if (!(await openTask(tx, task))) return;
        const { taskId, kind, because } = task;
        const detail = { kind, because, dueAt, incidentId };
        await appendEvent(tx, { at, applicationId, stage, round, taskId, kind: 'task-opened', detail });
      });
    }
}
