/** Compares the ledger with the stories: what nobody attends to becomes an alarm and a task. */
import { randomUUID } from 'node:crypto';
import type { WorkflowClient } from '@temporalio/client';
import { applicationIdOf, noticeNameOf } from '../../domain/ids/ids.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import { raiseAlarm } from '../../ledger/alarm/raise.js';
import { appendEvent } from '../../ledger/event/append.js';
import { findOpenTask } from '../../ledger/human-task/row.js';
import { openTask } from '../../ledger/human-task/open.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { lockNotice, noticesOfApplication, unfinishedApplications } from '../../ledger/notice/find.js';
import { moveNotice } from '../../ledger/notice/move.js';
import { forgetLines } from '../../ledger/opening/take-place.js';
import type { SweepPorts } from '../../workflows/sweep/ports.js';
import type { World } from '../world.js';
import { startMissing } from '../incident/start.js';
import { judgeCompensations } from './compensations.js';
import { rememberStorylessTasks } from './storyless-tasks.js';
import { sweepApprovals } from './approvals.js';
import { judgeInvariants } from './broken-invariants.js';
import { judgeCalendar } from './calendar-running-out.js';
import { judgeHeld } from './held-too-long.js';
import { isPastItsWait } from './past-its-wait.js';
import { resolveAlarms } from './resolve-alarms.js';
import { storyState } from './story-state.js';
import { judgeLists } from './unreported-decisions.js';

const page = 500;
/** No window is open so long. */
const linesKeptMs = 48 * 3_600_000;

export function createSweepActivities(world: World, client: WorkflowClient): SweepPorts {
  /** When this process last looked for broken invariants. */
  let lookedAt = -Infinity;
  const sweepNotices: SweepPorts['sweepNotices'] = async () => {
    const found = { lookedAt: 0, gone: 0, stuck: 0, silent: 0 };
    for (let after = ''; ;) {
      const applications = await unfinishedApplications(world.ledger, after, page);
      for (const applicationId of applications) {
        const notices = (await noticesOfApplication(world.ledger, applicationId)).filter(
          ({ finishedAt }) => finishedAt === null,
        );
        found.lookedAt += notices.length;
        // A story about to be told for the first time is not gone; the relay has it.
        const owedFor = world.clock.now() - Math.min(...notices.map(({ owedAt }) => owedAt));
        if (notices.length === 0 || owedFor < world.configuration.sweep.graceMs) continue;
        const state = await storyState(client, applicationId);
        if (state === 'stuck') {
          found.stuck += 1;
          await raiseAlarm(world.ledger, 'workflow-stuck', applicationId, world.clock.now());
        }
        for (const notice of notices) {
          if (state === 'gone') found.gone += (await takeOver(world, notice)) ? 1 : 0;
          else if (await isSilent(world, notice)) found.silent += 1;
        }
      }
      if (applications.length < page) break;
      after = applications.at(-1) ?? '';
    }
    await rememberStorylessTasks(world);
    await sweepApprovals(world);
    await startMissing(world, client);
    await judgeCompensations(world);
    await judgeLists(world);
    await resolveAlarms(world, client);
    await judgeHeld(world);
    await forgetLines(world.ledger, world.clock.now() - linesKeptMs);
    await judgeCalendar(world);
    lookedAt = await judgeInvariants(world, lookedAt);
    return found;
  };
  return { sweepNotices };
}

/** Whether it has waited past what it said it waits for; an alarm is raised for it. */
async function isSilent(world: World, notice: NoticeRow): Promise<boolean> {
  if (!isPastItsWait(world, notice)) return false;
  await raiseAlarm(world.ledger, 'notice-silent', noticeNameOf(keyOf(notice)), world.clock.now());
  return true;
}

/** A notice whose story has ended goes to staff, unless it is there already. True if it went now. */
const takeOver = (world: World, notice: NoticeRow): Promise<boolean> =>
  world.ledger.transaction(async (tx) => {
    const key = keyOf(notice);
    const locked = await lockNotice(tx, key);
    if (locked === undefined || locked.finishedAt !== null) return false;
    if ((await findOpenTask(tx, key.applicationId, key)) !== undefined) return false;
    const at = world.clock.now();
    const { dueMs, remindBeforeMs } = world.configuration.staff;
    const task = {
      taskId: randomUUID(),
      applicationId: key.applicationId,
      notice: key,
      kind: 'deliver-by-hand',
      because: 'workflow-gone',
      openedAt: at,
      remindAt: at + dueMs - remindBeforeMs,
      dueAt: at + dueMs,
    } as const;
    await openTask(tx, task);
    const waitingFor = { kind: 'staff', until: task.dueAt } as const;
    await moveNotice(tx, key, { state: 'with-staff', waitingFor, at });
    const detail = { kind: task.kind, because: task.because, dueAt: task.dueAt };
    await appendEvent(tx, { at, ...key, taskId: task.taskId, kind: 'task-opened', detail });
    await raiseAlarm(tx, 'workflow-gone', key.applicationId, at);
    return true;
  });

const keyOf = ({ applicationId, stage, round }: NoticeRow): NoticeKey => ({
  applicationId: applicationIdOf(applicationId),
  stage,
  round,
});
