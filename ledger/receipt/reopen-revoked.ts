/** A bounce after success: the notice that was finished by it is owed again, and a person has it. */
import { randomUUID } from 'node:crypto';
import type { StaffTimes } from '../../domain/human-task/human-task.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import { raiseAlarm } from '../alarm/raise.js';
import { attemptsOfNotice } from '../attempt/find.js';
import type { AttemptRow } from '../attempt/row.js';
import { erasureOf } from '../erasure/find.js';
import { appendEvent } from '../event/append.js';
import { openTask } from '../human-task/open.js';
import type { Queryable } from '../ledger.js';
import { lockNotice } from '../notice/find.js';
import { finishOnce } from '../notice/finish-once.js';
import { reopenNotice } from '../notice/move.js';
import { overtakenAs } from '../report/overtaken.js';

/**
 * Opens the notice of a revoked attempt again, in the transaction given and whether or not its story
 * runs: with staff and an alarm, or finished at once as superseded or withdrawn where it would make no
 * sense any more. One finished by anything else, or that another attempt proves delivered, stays.
 */
export async function reopenRevoked(
  tx: Queryable,
  { applicationId, stage, round, attemptId }: AttemptRow,
  at: number,
  { dueMs, remindBeforeMs }: StaffTimes,
): Promise<void> {
  const key = { applicationId: applicationIdOf(applicationId), stage, round };
  const notice = await lockNotice(tx, key);
  if (notice?.state !== 'delivered') return;
  // Nobody knows any more whom to tell: that the delivery was none is on record, and people must know.
  if ((await erasureOf(tx, applicationId)) !== undefined) {
    await raiseAlarm(tx, 'delivery-revoked', attemptId, at);
    return;
  }
  const attempts = await attemptsOfNotice(tx, key);
  if (attempts.some(({ settlement }) => settlement === 'delivered')) return;

  const dueAt = at + dueMs;
  await reopenNotice(tx, key, { waitingFor: { kind: 'staff', until: dueAt }, at });
  await appendEvent(tx, { at, ...key, attemptId, kind: 'notice-reopened', detail: { because: 'bounced' } });
  const overtaken = await overtakenAs(tx, key);
  if (overtaken !== undefined) {
    await finishOnce(tx, key, overtaken, at);
    return;
  }

  const task = { taskId: randomUUID(), kind: 'deliver-by-hand', because: 'bounced', dueAt } as const;
  const times = { openedAt: at, remindAt: dueAt - remindBeforeMs };
  await openTask(tx, { ...task, ...times, applicationId, notice: key });
  const detail = { kind: task.kind, because: task.because, dueAt };
  await appendEvent(tx, { at, ...key, taskId: task.taskId, kind: 'task-opened', detail });
  await raiseAlarm(tx, 'delivery-revoked', attemptId, at);
}
