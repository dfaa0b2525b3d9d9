/** Human tasks in the ledger, from opening to the end. */
import { resolveAlarm } from '../../ledger/alarm/raise.js';
import { appendEvent } from '../../ledger/event/append.js';
import { completeInLedger, placeOf } from '../../ledger/human-task/complete.js';
import { closeTask } from '../../ledger/human-task/finish.js';
import { openTask } from '../../ledger/human-task/open.js';
import { findOpenTask, findTask } from '../../ledger/human-task/row.js';
import { moveNotice } from '../../ledger/notice/move.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import { isFinished } from '../../domain/notice/state.js';
import type { Queryable } from '../../ledger/ledger.js';
import { lockNotice } from '../../ledger/notice/find.js';
import type { LedgerPorts } from '../../workflows/loan-application/ports.js';
import type { World } from '../world.js';
import { recordTaskDue } from './record-due.js';

type TaskPorts = Pick<LedgerPorts, 'openTask' | 'recordTaskDue' | 'completeTask' | 'closeTask'>;

export const createTaskActivities = (
  world: Pick<World, 'ledger' | 'clock'> & { readonly configuration: Pick<World['configuration'], 'staff'> },
): TaskPorts => ({
  openTask: ({ taskId, applicationId, notice, kind, because }) =>
    world.ledger.transaction(async (tx) => {
      const at = world.clock.now();
      const { dueMs, remindBeforeMs } = world.configuration.staff;
      const dueAt = at + dueMs;
      const remindAt = dueAt - remindBeforeMs;
      // A bounce opens a task at once: staff may have finished it before the story asks for it.
      const owed = notice && (await lockNotice(tx, notice));
      if (owed && isFinished(owed.state)) return { taskId, remindAt, dueAt, finished: owed.state };
      const task = { taskId, applicationId, kind, because, openedAt: at, remindAt, dueAt };
      const opened = await openTask(tx, notice === undefined ? task : { ...task, notice });
      if (!opened) {
        const open = (await findTask(tx, taskId)) ?? (await findOpenTask(tx, applicationId, notice));
        if (open === undefined) return { taskId, remindAt, dueAt };
        // A workflow task that was lost is done again, and has planned the notice once more before it asks for this.
        if (notice !== undefined && open.state === 'open') await withStaff(tx, notice, open.dueAt, at);
        return { taskId: open.taskId, remindAt: open.remindAt, dueAt: open.dueAt };
      }
      if (notice !== undefined) await withStaff(tx, notice, dueAt, at);
      const where = notice === undefined ? { applicationId } : notice;
      await appendEvent(tx, { at, ...where, taskId, kind: 'task-opened', detail: { kind, because, dueAt } });
      return { taskId, remindAt, dueAt };
    }),

  recordTaskDue: ({ taskId, what }) => recordTaskDue(world, taskId, what),

  completeTask: (completion) =>
    world.ledger.transaction((tx) => completeInLedger(tx, completion, world.clock.now())),

  closeTask: ({ taskId, because }) =>
    world.ledger.transaction(async (tx) => {
      const at = world.clock.now();
      const task = await findTask(tx, taskId);
      if (task === undefined || !(await closeTask(tx, taskId, because, at))) return;
      await appendEvent(tx, { at, ...placeOf(task), taskId, kind: 'task-closed', detail: { because } });
      await resolveAlarm(tx, 'task-overdue', taskId, at);
    }),
});

const withStaff = (tx: Queryable, notice: NoticeKey, until: number, at: number): Promise<boolean> =>
  moveNotice(tx, notice, { state: 'with-staff', waitingFor: { kind: 'staff', until }, at });
