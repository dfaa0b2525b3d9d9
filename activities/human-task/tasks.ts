/** Human tasks in the ledger, from opening to the end. */
import { completionFault } from '../../domain/human-task/human-task.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import { raiseAlarm, resolveAlarm } from '../../ledger/alarm/raise.js';
import { appendEvent } from '../../ledger/event/append.js';
import { closeTask, completeTask, markTask } from '../../ledger/human-task/finish.js';
import { openTask } from '../../ledger/human-task/open.js';
import { findOpenTask, findTask } from '../../ledger/human-task/row.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import { finishNotice, moveNotice } from '../../ledger/notice/move.js';
import type { LedgerPorts } from '../../workflows/loan-application/ports.js';
import type { World } from '../world.js';

type TaskPorts = Pick<LedgerPorts, 'openTask' | 'recordTaskDue' | 'completeTask' | 'closeTask'>;

export const createTaskActivities = ({ ledger, configuration, clock }: World): TaskPorts => ({
  openTask: ({ taskId, applicationId, notice, kind, because }) =>
    ledger.transaction(async (tx) => {
      const at = clock.now();
      const dueAt = at + configuration.staff.dueMs;
      const remindAt = dueAt - configuration.staff.remindBeforeMs;
      const task = { taskId, applicationId, kind, because, openedAt: at, remindAt, dueAt };
      const opened = await openTask(tx, notice === undefined ? task : { ...task, notice });
      if (!opened) {
        const open = (await findTask(tx, taskId)) ?? (await findOpenTask(tx, applicationId, notice));
        return open === undefined ? { remindAt, dueAt } : { remindAt: open.remindAt, dueAt: open.dueAt };
      }
      if (notice !== undefined)
        await moveNotice(tx, notice, {
          state: 'with-staff',
          waitingFor: { kind: 'staff', until: dueAt },
          at,
        });
      const where = notice === undefined ? { applicationId } : notice;
      await appendEvent(tx, { at, ...where, taskId, kind: 'task-opened', detail: { kind, because, dueAt } });
      return { remindAt, dueAt };
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

  completeTask: ({ taskId, outcome, staffRef, confirmedBy, identity }) =>
    ledger.transaction(async (tx) => {
      const at = clock.now();
      const task = await findTask(tx, taskId);
      if (task === undefined) return { result: 'refused', code: 'task-unknown' };
      if (task.state === 'completed' && task.outcome === outcome && task.staffRef === staffRef)
        return { result: 'completed' };
      const fault = completionFault(task.kind, outcome, staffRef, confirmedBy);
      if (fault !== undefined)
        return {
          result: 'refused',
          code: fault === 'needs-second-person' ? 'needs-second-person' : 'task-outcome',
        };
      const done = { outcome, staffRef, identity, ...(confirmedBy === undefined ? {} : { confirmedBy }) };
      if (!(await completeTask(tx, taskId, done, at))) return { result: 'refused', code: 'task-finished' };
      await appendEvent(tx, { at, ...placeOf(task), taskId, kind: 'task-completed', detail: done });
      await resolveAlarm(tx, 'task-overdue', taskId, at);
      const key = noticeOf(task);
      if (key !== undefined) {
        const state = outcome === 'unreachable' ? 'unreachable' : 'completed-by-staff';
        if (await finishNotice(tx, key, state, at))
          await appendEvent(tx, { at, ...key, kind: 'notice-finished', detail: { state } });
      }
      return { result: 'completed' };
    }),

  closeTask: ({ taskId, because }) =>
    ledger.transaction(async (tx) => {
      const at = clock.now();
      const task = await findTask(tx, taskId);
      if (task === undefined || !(await closeTask(tx, taskId, because, at))) return;
      await appendEvent(tx, { at, ...placeOf(task), taskId, kind: 'task-closed', detail: { because } });
      await resolveAlarm(tx, 'task-overdue', taskId, at);
    }),
});

const noticeOf = ({ applicationId, stage, round }: TaskRow) =>
  stage === null || round === null
    ? undefined
    : { applicationId: applicationIdOf(applicationId), stage, round };

const placeOf = (task: TaskRow) => noticeOf(task) ?? { applicationId: task.applicationId };
