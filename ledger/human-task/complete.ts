import type { FailureCode } from '../../domain/failure/catalogue.js';
import { completionFault, isTaskOutcome } from '../../domain/human-task/human-task.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import { resolveAlarm } from '../alarm/raise.js';
import { appendEvent } from '../event/append.js';
import type { Queryable } from '../ledger.js';
import { lockNotice } from '../notice/find.js';
import { finishNotice } from '../notice/move.js';
import { completeTask } from './finish.js';
import { findTask } from './row.js';
import type { TaskRow } from './row.js';

export interface TaskDone {
  readonly taskId: string;
  readonly outcome: string;
  readonly staffRef: string;
  readonly confirmedBy?: string;
  readonly identity: 'verified' | 'not-verified';
}

/**
 * Judges a completion and records it with what it finishes, in the transaction given. The first
 * one stands; the very same again is answered alike, since a lost answer is asked for twice.
 */
export async function completeInLedger(
  tx: Queryable,
  done: TaskDone,
  at: number,
): Promise<{ result: 'completed' } | { result: 'refused'; code: FailureCode }> {
  const { taskId, outcome, staffRef, confirmedBy, identity } = done;
  const task = await findTask(tx, taskId);
  if (task === undefined) return { result: 'refused', code: 'task-unknown' };
  if (isDoneBy(task, done)) return { result: 'completed' };
  if (!isTaskOutcome(outcome)) return { result: 'refused', code: 'task-outcome' };
  const fault = completionFault(task.kind, outcome, staffRef, confirmedBy);
  if (fault !== undefined)
    return { result: 'refused', code: fault === 'needs-second-person' ? fault : 'task-outcome' };
  const key = noticeOf(task);
  // Always the notice before its task, as everybody else who finishes one.
  if (key !== undefined) await lockNotice(tx, key);
  const completion = { outcome, staffRef, identity, ...(confirmedBy === undefined ? {} : { confirmedBy }) };
  if (!(await completeTask(tx, taskId, completion, at)))
    // The very same may have come in between, on another connection.
    return isDoneBy(await findTask(tx, taskId), done)
      ? { result: 'completed' }
      : { result: 'refused', code: 'task-finished' };
  await appendEvent(tx, { at, ...placeOf(task), taskId, kind: 'task-completed', detail: completion });
  await resolveAlarm(tx, 'task-overdue', taskId, at);
  if (key === undefined) return { result: 'completed' };
  const state = outcome === 'unreachable' ? 'unreachable' : 'completed-by-staff';
  if (await finishNotice(tx, key, state, at))
    await appendEvent(tx, { at, ...key, kind: 'notice-finished', detail: { state } });
  return { result: 'completed' };
}

/** Whether a task was completed by this very completion. */
const isDoneBy = (task: TaskRow | undefined, { outcome, staffRef }: TaskDone): boolean =>
  task?.state === 'completed' && task.outcome === outcome && task.staffRef === staffRef;

/** The key of the notice a task belongs to; none for the correction of a contact. */
const noticeOf = ({ applicationId, stage, round }: TaskRow) =>
  stage === null || round === null
    ? undefined
    : { applicationId: applicationIdOf(applicationId), stage, round };

/** Where a task's events stand in the trail. */
export const placeOf = (task: TaskRow) => noticeOf(task) ?? { applicationId: task.applicationId };
