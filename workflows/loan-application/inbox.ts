/** Handlers of signals, update and query. None of them throws: what makes no sense is recorded. */
import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import { undecodable } from '../../domain/failure/undecodable.js';
import { isUuid, taskIdOf } from '../../domain/ids/ids.js';
import { isStaffRef, isTaskOutcome } from '../../domain/human-task/human-task.js';
import type { CompleteTaskOrder } from './messages.js';
import { completeTask, progress, receipt, reported, staffCompleted } from './messages.js';
import type { CompletionAnswer, TaskCompletion } from './ports.js';
import { progressOf } from './shown.js';
import { complete } from './staff.js';
import type { Story } from './story.js';

/** Sets every handler; called before the story's first wait. */
export function receiveMessages(story: Story): void {
  const { inbox, state } = story;
  const ignore = (signal: string, given: unknown) =>
    inbox.push({ kind: 'ignored', signal, because: given === undecodable ? 'undecodable' : 'shape' });

  setHandler(reported, (given: unknown) => {
    const reportId = fieldOf(given, 'reportId');
    if (!isUuid(reportId)) return void ignore('reported', given);
    if (state.knownReports.includes(reportId)) return;
    state.knownReports.push(reportId);
    inbox.push({ kind: 'reported', reportId });
  });

  setHandler(receipt, (given: unknown) => {
    const [attemptId, receiptId] = [fieldOf(given, 'attemptId'), fieldOf(given, 'receiptId')];
    if (!isUuid(attemptId) || !isUuid(receiptId)) return void ignore('receipt', given);
    inbox.push({ kind: 'receipt', attemptId, receiptId });
  });

  setHandler(staffCompleted, (given: unknown) => {
    const order = completionIn(given);
    if (order === undefined) return void ignore('staffCompleted', given);
    inbox.push({ kind: 'staff-completed', order });
  });

  setHandler(
    completeTask,
    async (given: CompleteTaskOrder): Promise<CompletionAnswer> => {
      const order = completionIn(given);
      if (order === undefined) return { result: 'refused', code: 'body-invalid' };
      // What came before it by signal is taken up first, and its word stands.
      await condition(() => inbox.length === 0);
      return complete(story, { ...order, identity: 'verified' });
    },
    {
      validator: (given: unknown) => {
        if (completionIn(given) === undefined)
          throw ApplicationFailure.nonRetryable(
            'the completion does not have the agreed shape',
            'body-invalid',
          );
      },
    },
  );

  setHandler(progress, () => progressOf(state));
}

const fieldOf = (given: unknown, name: string): unknown =>
  typeof given === 'object' && given !== null ? (given as Record<string, unknown>)[name] : undefined;

function completionIn(given: unknown): Omit<TaskCompletion, 'identity'> | undefined {
  const [taskId, outcome] = [fieldOf(given, 'taskId'), fieldOf(given, 'outcome')];
  const [staffRef, confirmedBy] = [fieldOf(given, 'staffRef'), fieldOf(given, 'confirmedBy')];
  if (!isUuid(taskId) || !isTaskOutcome(outcome) || !isStaffRef(staffRef)) return undefined;
  const done = { taskId: taskIdOf(taskId), outcome, staffRef };
  if (confirmedBy === undefined) return done;
  return isStaffRef(confirmedBy) ? { ...done, confirmedBy } : undefined;
}
