/** Finishes a notice once and for good, together with its open task. */
import type { NoticeKey } from '../../domain/ids/ids.js';
import type { FinishedState } from '../../domain/notice/state.js';
import { isFinished } from '../../domain/notice/state.js';
import { appendEvent } from '../event/append.js';
import { closeTask } from '../human-task/finish.js';
import { findOpenTask } from '../human-task/row.js';
import type { Queryable } from '../ledger.js';
import { lockNotice } from './find.js';
import { finishNotice } from './move.js';

/**
 * Finishes it unless it is finished, and answers the state that holds. Whoever comes first wins:
 * a receipt against a member of staff, a later stage against a receipt.
 */
export async function finishOnce(
  tx: Queryable,
  key: NoticeKey,
  state: 'delivered' | 'superseded' | 'withdrawn',
  at: number,
): Promise<FinishedState> {
  const notice = await lockNotice(tx, key);
  if (notice === undefined) throw new Error('a notice to be finished is not in the ledger');
  if (isFinished(notice.state)) return notice.state;
  await finishNotice(tx, key, state, at);
  await appendEvent(tx, { at, ...key, kind: 'notice-finished', detail: { state } });
  if (notice.state !== 'with-staff') return state;
  const task = await findOpenTask(tx, key.applicationId, key);
  if (task !== undefined && (await closeTask(tx, task.taskId, state, at)))
    await appendEvent(tx, {
      at,
      ...key,
      taskId: task.taskId,
      kind: 'task-closed',
      detail: { because: state },
    });
  return state;
}
