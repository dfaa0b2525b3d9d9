/** Human tasks in the ledger, from opening to the end. */
import { raiseAlarm, resolveAlarm } from '../../ledger/alarm/raise.js';
import { appendEvent } from '../../ledger/event/append.js';
import { completeInLedger, placeOf } from '../../ledger/human-task/complete.js';
import { closeTask, markTask } from '../../ledger/human-task/finish.js';
import { openTask } from '../../ledger/human-task/open.js';
import { findOpenTask, findTask } from '../../ledger/human-task/row.js';
import { moveNotice } from '../../ledger/notice/move.js';
import { isFinished } from '../../domain/notice/state.js';
import { lockNotice } from '../../ledger/notice/find.js';
import type { LedgerPorts } from '../../workflows/loan-application/ports.js';
import type { World } from '../world.js';

type TaskPorts = Pick<LedgerPorts, 'openTask' | 'recordTaskDue' | 'completeTask' | 'closeTask'>;

export const createTaskActivities = ({ ledger, configuration, clock }: World): TaskPorts => ({
  openTask: ({ taskId, applicationId, notice, kind, because }) =>
    ledger.transaction(async (tx) => {
      const at = clock.now();
      const dueAt = at + configuration.staff.dueMs;
      const remindAt = dueAt - configuration.staff.remindBeforeMs;
      // A bounce opens a task at once: staff may have finished it before the story asks for it.
      const owed = notice && (await lockNotice(tx, notice));
      if (owed && isFinished(owed.state)) return { taskId, remindAt, dueAt, finished: owed.state };
      const task = { taskId, applicationId, kind, because, openedAt: at, remindAt, dueAt };
      const opened = await openTask(tx, notice === undefined ? task : { ...task, notice });
      if (!opened) {
        const open = (await findTask(tx, taskId)) ?? (await findOpenTask(tx, applicationId, notice));
        return open === undefined
          ? { taskId, remindAt, dueAt }
          : { taskId: open.taskId, remindAt: open.remindAt, dueAt: open.dueAt };
      }
      if (notice !== undefined)
        await moveNotice(tx, notice, {
          state: 'with-staff',
          waitingFor: { kind: 'staff', until: dueAt },
          at,
        });
      const where = notice === undefined ? { applicationId } : notice;
      await appendEvent(tx, { at, ...where, taskId, kind: 'task-opened', detail: { kind, because, dueAt } });
      return { taskId, remindAt, dueAt };
    }),

  recordTaskDue: ({ taskId, what }) =>
    ledger.transaction(async (tx) => {
      const at = clock.now();
      const task = await findTask(tx, taskId);
      if (task === undefined || !(await markTask(tx, taskId, what, at))) return;
      const kind = what === 'reminder' ? 'task-reminded' : 'task-overdue';
      await appendEvent(tx, { at, ...placeOf(task), taskId, kind, detail: { dueAt: task.dueAt } });
      if (what === 'overdue') await raiseAlarm(tx, 'task-overdue', taskId, at);
    }),

  completeTask: (completion) => ledger.transaction((tx) => completeInLedger(tx, completion, clock.now())),

  closeTask: ({ taskId, because }) =>
    ledger.transaction(async (tx) => {
      const at = clock.now();
      const task = await findTask(tx, taskId);
      if (task === undefined || !(await closeTask(tx, taskId, because, at))) return;
      await appendEvent(tx, { at, ...placeOf(task), taskId, kind: 'task-closed', detail: { because } });
      await resolveAlarm(tx, 'task-overdue', taskId, at);
    }),
});
