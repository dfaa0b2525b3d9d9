/** Where machines are at their end, a person goes on; here the story waits for them. */
import { condition, uuid4 } from '@temporalio/workflow';
import { taskIdOf } from '../../domain/ids/ids.js';
import type { TaskBecause, TaskOutcome } from '../../domain/human-task/human-task.js';
import { isFinished } from '../../domain/notice/state.js';
import type { CompletionAnswer, TaskCompletion, WrongContactBecause } from './ports.js';
import type { NoticeProgress, TaskProgress } from './state.js';
import { ask, keyOf, rest, start, until, wasDelivered } from './story.js';
import type { Story } from './story.js';

export async function handToStaff(story: Story, notice: NoticeProgress, because: TaskBecause): Promise<void> {
  const { applicationId } = story.state;
  const taskId = taskIdOf(uuid4());
  const order = {
    taskId,
    applicationId,
    notice: keyOf(story, notice),
    kind: 'deliver-by-hand',
    because,
  } as const;
  const opened = await ask(story, () => story.ledger.openTask(order));
  const done = story.earlyCompletions.get(opened.taskId);
  const finished = done === undefined ? opened.finished : finishedBy(done);
  if (finished !== undefined) {
    notice.state = finished;
    delete notice.waitingFor;
    return;
  }
  notice.state = 'with-staff';
  const { remindAt, dueAt } = opened;
  notice.task = { taskId: opened.taskId, remindAt, dueAt, reminded: false, overdue: false };
  notice.waitingFor = { kind: 'staff', until: opened.dueAt };
  story.show();
}

/** Waits for the next thing that happens to a notice with staff, and lets the delivery go on from it. */
export async function waitForStaff(story: Story, notice: NoticeProgress, task: TaskProgress): Promise<void> {
  const happened = () =>
    isFinished(notice.state) ||
    notice.ending !== undefined ||
    notice.contactsChanged === true ||
    wasDelivered(notice);
  if (!(await waitWithReminders(story, task, happened, notice.stage))) return;
  if (isFinished(notice.state) || notice.ending !== undefined) return;
  if (wasDelivered(notice)) {
    const delivered = { notice: keyOf(story, notice), state: 'delivered' } as const;
    notice.state = await ask(story, () => story.ledger.finishNotice(delivered));
    delete notice.task;
    return;
  }
  delete notice.contactsChanged;
  if (!story.state.contactsGood) return;
  await ask(story, () =>
    story.ledger.closeTask({ taskId: taskIdOf(task.taskId), because: 'contact-corrected' }),
  );
  delete notice.task;
  delete notice.plan;
}

/**
 * A bad contact is a task of its own, so that the number is right before it is needed. Undefined
 * where staff have finished it already.
 */
async function openCorrection(
  story: Story,
  because: 'bad-contact' | WrongContactBecause,
): Promise<TaskProgress | undefined> {
  const { applicationId } = story.state;
  const order = { taskId: taskIdOf(uuid4()), applicationId, kind: 'correct-contact', because } as const;
  const opened = await ask(story, () => story.ledger.openTask(order));
  if (story.earlyCompletions.has(opened.taskId)) return undefined;
  return { ...opened, reminded: false, overdue: false };
}

/** Has the contact corrected, unless that is under way: it is badly written, or a provider says it is not theirs. */
export async function askForCorrection(
  story: Story,
  because: 'bad-contact' | WrongContactBecause,
): Promise<void> {
  const { state } = story;
  state.contactsGood = false;
  if (state.correction !== undefined) return;
  const correction = await openCorrection(story, because);
  if (correction === undefined) return;
  state.correction = correction;
  start(story, waitForCorrection(story, correction));
}

/** Waits until the contact was corrected, or nobody needs it any more. */
export async function waitForCorrection(story: Story, task: TaskProgress): Promise<void> {
  const { state } = story;
  const needless = () => state.contactsGood || state.withdrawn;
  const happened = () => state.correction !== task || needless();
  while (!(await waitWithReminders(story, task, happened, 'contact')));
  if (!needless()) return; // staff have completed it
  const because = state.contactsGood ? 'contact-corrected' : 'withdrawn';
  await ask(story, () => story.ledger.closeTask({ taskId: taskIdOf(task.taskId), because }));
  delete state.correction;
  story.show();
}

/** One wait: until something happened (true), or until a reminder or the due time was recorded (false). */
async function waitWithReminders(
  story: Story,
  task: TaskProgress,
  happened: () => boolean,
  what: string,
): Promise<boolean> {
  const taskId = taskIdOf(task.taskId);
  if (task.overdue) {
    await rest(story, () => condition(happened));
    return true;
  }
  if (!task.reminded) {
    if (await until(story, task.remindAt, happened, `${what}: with staff, reminder before it is due`))
      return true;
    task.reminded = true;
    await ask(story, () => story.ledger.recordTaskDue({ taskId, what: 'reminder' }));
    return false;
  }
  if (await until(story, task.dueAt, happened, `${what}: with staff, due`)) return true;
  task.overdue = true;
  await ask(story, () => story.ledger.recordTaskDue({ taskId, what: 'overdue' }));
  return false;
}

/** What staff did, by update or by signal: judged and recorded in the ledger, then known here. */
export async function complete(story: Story, completion: TaskCompletion): Promise<CompletionAnswer> {
  const answer = await ask(story, () => story.ledger.completeTask(completion));
  if (answer.result === 'refused') return answer;
  const notice = story.state.notices.find((one) => one.task?.taskId === completion.taskId);
  if (notice === undefined && story.state.correction?.taskId !== completion.taskId)
    story.earlyCompletions.set(completion.taskId, completion.outcome);
  if (notice !== undefined && !isFinished(notice.state)) {
    notice.state = finishedBy(completion.outcome);
    delete notice.task;
    delete notice.waitingFor;
  }
  if (story.state.correction?.taskId === completion.taskId) delete story.state.correction;
  story.show();
  return answer;
}

const finishedBy = (outcome: TaskOutcome) =>
  outcome === 'unreachable' ? 'unreachable' : 'completed-by-staff';
