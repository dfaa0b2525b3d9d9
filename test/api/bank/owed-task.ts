import { randomUUID } from 'node:crypto';
import { reportApplication } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import { openTask } from '../../../ledger/human-task/open.js';
import { applicationBody, newId, stageBodies } from '../../client/intake-world.js';
import type { OpenedIntake } from '../../client/intake-world.js';

const hourMs = 3_600_000;

/** A task for staff, as a story opens one: its application with a final decision owed, due in a day unless said. */
export async function owedTask(
  { world, time }: OpenedIntake,
  { dueInMs = 24 * hourMs, region = '310000' } = {},
): Promise<{ readonly applicationId: string; readonly taskId: string }> {
  const applicationId = newId();
  await reportApplication(world, applicationId, applicationBody({ region }));
  await reportStage(world, applicationId, 'final-decision', 1, stageBodies['final-decision']);
  const taskId = randomUUID();
  const dueAt = time.now + dueInMs;
  await openTask(world.ledger, {
    taskId,
    applicationId,
    notice: { stage: 'final-decision', round: 1 },
    kind: 'deliver-by-hand',
    because: 'no-route',
    openedAt: time.now,
    remindAt: dueAt - hourMs,
    dueAt,
  });
  return { applicationId, taskId };
}
