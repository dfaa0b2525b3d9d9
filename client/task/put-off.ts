/** Nobody answered, or whoever did asked to be called later: the task is given back, and says when to call again. */
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef, mostPutOffMs } from '../../domain/human-task/human-task.js';
import type { PutOffBecause } from '../../domain/human-task/human-task.js';
import { appendEvent } from '../../ledger/event/append.js';
import { placeOf } from '../../ledger/human-task/complete.js';
import { putOffTask } from '../../ledger/human-task/put-off.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import type { IntakeWorld } from '../intake/intake.js';
import { openTask, whyNotTheirs } from './claim.js';

/** Who puts it off, why, and until when; epoch milliseconds. */
export interface PutOff {
  readonly staffRef: string;
  readonly because: PutOffBecause;
  readonly until: number;
}

/**
 * Puts an open task off that is one's own or nobody's; its due time stays as it is. On record each time. A
 * {@link Refusal} `task-claimed`, `task-finished` or `task-unknown`, and `body-invalid` where `until` is not ahead
 * or further than {@link mostPutOffMs}.
 */
export async function putOffHumanTask(
  { ledger, clock }: Pick<IntakeWorld, 'ledger' | 'clock'>,
  taskId: string,
  { staffRef, because, until }: PutOff,
): Promise<TaskRow> {
  return ledger.transaction(async (tx) => {
    const at = clock.now();
    if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
    if (until <= at || until > at + mostPutOffMs)
      throw new Refusal('body-invalid', ['until: expected an instant within the next 7 days']);
    const task = await openTask(tx, taskId);
    const isMissed = because === 'no-answer';
    if (!(await putOffTask(tx, taskId, { staffRef, at, until, isMissed })))
      throw await whyNotTheirs(tx, taskId, at);
    const detail = { staffRef, because, until };
    await appendEvent(tx, { at, ...placeOf(task), taskId, kind: 'task-put-off', detail });
    return openTask(tx, taskId);
  });
}
