/** Notices nobody attends to: their story is gone, its tasks fail, or they are silent past what they wait for. */
import { randomUUID } from 'node:crypto';
import type { WorkflowClient } from '@temporalio/client';
import { applicationIdOf, noticeNameOf } from '../../domain/ids/ids.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import { raiseAlarm } from '../../ledger/alarm/raise.js';
import { appendEvent } from '../../ledger/event/append.js';
import { findOpenTask } from '../../ledger/human-task/row.js';
import { openTask } from '../../ledger/human-task/open.js';
import { lockNotice, noticesOfApplication } from '../../ledger/notice/find.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { moveNotice } from '../../ledger/notice/move.js';
import { applicationsPastTheirWait, unfinishedApplications } from '../../ledger/notice/unfinished.js';
import type { SweepFindings } from '../../workflows/sweep/ports.js';
import type { World } from '../world.js';
import { isPastItsWait } from './past-its-wait.js';
import { storyState } from './story-state.js';

/**
 * So many applications are looked at in a round, in turn, whatever they wait for. Each is a question to Temporal and costs
 * 17 ms of processor, which for the 20,000 of a morning would be more than all there is.
 */
const mostInTurn = 200;
/** And so many of those that are past their wait, in turn too: among them are all to whom it matters now. */
const mostPast = 500;

const fromTheBeginning = { waitingUntil: 0, applicationId: '' } as const;

/** Looks at the next of them each time it is called, and begins again once all had their turn. */
export function createLook(world: World, client: WorkflowClient): () => Promise<SweepFindings> {
  let past: Parameters<typeof applicationsPastTheirWait>[2] = fromTheBeginning;
  let inTurn = '';

  const nextPast = async (): Promise<string[]> => {
    const before = world.clock.now() - world.configuration.sweep.graceMs;
    const found = await applicationsPastTheirWait(world.ledger, before, past, mostPast);
    past = (found.length < mostPast ? undefined : found.at(-1)) ?? fromTheBeginning;
    return found.map(({ applicationId }) => applicationId);
  };
  const nextInTurn = async (): Promise<string[]> => {
    const found = await unfinishedApplications(world.ledger, inTurn, mostInTurn);
    inTurn = (found.length < mostInTurn ? undefined : found.at(-1)) ?? '';
    return found;
  };

  return async () => {
    const found = { lookedAt: 0, gone: 0, stuck: 0, silent: 0 };
    for (const applicationId of new Set([...(await nextPast()), ...(await nextInTurn())])) {
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
    return found;
  };
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
