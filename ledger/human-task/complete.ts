import type { FailureCode } from '../../domain/failure/catalogue.js';
import {
  completionFault,
  isSamePerson,
  isTaskOutcome,
  needsApproval,
} from '../../domain/human-task/human-task.js';
import type { TaskOutcome } from '../../domain/human-task/human-task.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import { resolveAlarm } from '../alarm/raise.js';
import { agreedOfTask } from '../approval/row.js';
import type { ApprovalRow } from '../approval/row.js';
import { markCameToNothing, markCarriedOut } from '../approval/step.js';
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
  readonly identity: 'verified' | 'not-verified';
}

/**
 * Judges a completion and records it with what it finishes, in the transaction given. The first
 * one stands; the very same again is answered alike, since a lost answer is asked for twice. Whether a second
 * person agreed to `unreachable` is read from the ledger, whoever says what: without that it is refused.
 */
export async function completeInLedger(
  tx: Queryable,
  done: TaskDone,
  at: number,
): Promise<{ result: 'completed' } | { result: 'refused'; code: FailureCode }> {
  const { taskId, outcome, staffRef } = done;
  const task = await findTask(tx, taskId);
  if (task === undefined) return { result: 'refused', code: 'task-unknown' };
  if (isDoneBy(task, done)) return { result: 'completed' };
  if (!isTaskOutcome(outcome)) return { result: 'refused', code: 'task-outcome' };
  if (completionFault(task.kind, outcome) !== undefined) return { result: 'refused', code: 'task-outcome' };
  const agreed = needsApproval(outcome) ? await agreedOfTask(tx, taskId) : undefined;
  if (needsApproval(outcome) && (agreed === undefined || !isSamePerson(agreed.proposedBy, staffRef)))
    return { result: 'refused', code: 'needs-second-person' };
  const key = noticeOf(task);
  // Always the notice before its task, as everybody else who finishes one; and an approval last of all.
  if (key !== undefined) await lockNotice(tx, key);
  const { recorded, detail } = completionOf(done, outcome, agreed);
  if (!(await completeTask(tx, taskId, recorded, at))) {
    // The very same may have come in between, on another connection.
    if (isDoneBy(await findTask(tx, taskId), done)) return { result: 'completed' };
    if (agreed !== undefined) await markCameToNothing(tx, agreed, 'task-finished', at);
    return { result: 'refused', code: 'task-finished' };
  }
  await appendEvent(tx, { at, ...placeOf(task), taskId, kind: 'task-completed', detail });
  if (agreed !== undefined) await markCarriedOut(tx, agreed, at);
  await resolveAlarm(tx, 'task-overdue', taskId, at);
  if (key === undefined) return { result: 'completed' };
  const state = outcome === 'unreachable' ? 'unreachable' : 'completed-by-staff';
  if (await finishNotice(tx, key, state, at))
    await appendEvent(tx, { at, ...key, kind: 'notice-finished', detail: { state } });
  return { result: 'completed' };
}

/** What is recorded of a completion; with an approval both people are known, by whichever way its end was told. */
function completionOf(
  { staffRef, identity }: TaskDone,
  outcome: TaskOutcome,
  agreed: ApprovalRow | undefined,
) {
  if (agreed === undefined) {
    const recorded = { outcome, staffRef, identity };
    return { recorded, detail: recorded };
  }
  const { decidedBy } = agreed;
  const recorded = {
    outcome,
    staffRef,
    identity: 'verified' as const,
    ...(decidedBy === null ? {} : { confirmedBy: decidedBy }),
  };
  return { recorded, detail: decidedBy === null ? { ...recorded, actedAlone: true } : recorded };
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
