/** The way to the stories in Temporal: telling them what the ledger has, and asking them. */
import type { WorkflowClient } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import {
  SearchAttributeType,
  TypedSearchAttributes,
  WorkflowExecutionAlreadyStartedError,
  defineSearchAttributeKey,
} from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import { storyTaskQueue } from '../../domain/attempt/route.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { workflowIdOf } from '../../domain/ids/ids.js';
import type { OutboxMessage } from '../../ledger/outbox/outbox.js';
import type { CompleteTaskOrder, Progress, StoryLimits } from '../../workflows/loan-application/messages.js';
import {
  completeTask,
  loanApplicationType,
  progress,
  receipt,
  reported,
  staffCompleted,
} from '../../workflows/loan-application/messages.js';
import type { CompletionAnswer } from '../../workflows/loan-application/ports.js';

const { TaskQueueType } = temporal.api.enums.v1;

const loanStage = defineSearchAttributeKey('LoanStage', SearchAttributeType.KEYWORD);
const needsPerson = defineSearchAttributeKey('NeedsPerson', SearchAttributeType.BOOL);

/** A worker's process, and when it last asked for work; epoch milliseconds. */
export interface SeenWorker {
  readonly identity: string;
  readonly lastSeenAt: number;
}

/** `closed`: the story has ended, and is not begun a second time. */
export type Told = 'told' | 'closed';

export interface Stories {
  /** Tells a story what stands in the ledger; a first report begins it. Throws while Temporal is away. */
  tell(applicationId: ApplicationId, message: OutboxMessage): Promise<Told>;
  /** Begins a further run of a story that has ended, for a report that came after its end. */
  beginAgain(applicationId: ApplicationId, reportId: string): Promise<void>;
  /**
   * Finishes a task and waits for the answer, for so many milliseconds where it is said; `closed` where no story runs.
   */
  completeTask(
    applicationId: ApplicationId,
    order: CompleteTaskOrder,
    withinMs?: number,
  ): Promise<CompletionAnswer | 'closed'>;
  /** Tells by the plain signal that staff finished a task. */
  signalCompleted(applicationId: ApplicationId, order: CompleteTaskOrder): Promise<Told>;
  progress(applicationId: ApplicationId): Promise<Progress | 'closed'>;
  /** Whether a run of it is open, by what Temporal knows without a worker. Throws while Temporal is away. */
  isRunning(applicationId: ApplicationId): Promise<boolean>;
  /** Who asked for work on stories in the last minutes, as Temporal knows it. Throws while Temporal is away. */
  workers(): Promise<readonly SeenWorker[]>;
}

/** `limitsNow` are those a story that begins now is given; the usual ones where they are not said. */
export function createStories(
  client: WorkflowClient,
  limitsNow: () => StoryLimits | undefined = () => undefined,
): Stories {
  const handleOf = (applicationId: ApplicationId) => client.getHandle(workflowIdOf(applicationId));

  const begin = (
    applicationId: ApplicationId,
    reportId: string,
    workflowIdReusePolicy: 'REJECT_DUPLICATE' | 'ALLOW_DUPLICATE',
  ) => {
    const limits = limitsNow();
    return client.signalWithStart(loanApplicationType, {
      workflowId: workflowIdOf(applicationId),
      taskQueue: storyTaskQueue,
      args: [{ applicationId, ...(limits === undefined ? {} : { limits }) }],
      signal: reported,
      signalArgs: [{ reportId }],
      workflowIdReusePolicy,
      staticSummary: `Loan application ${applicationId}: every key decision reaches the applicant once`,
      staticDetails:
        'One notice is owed for each stage and round. What happened, what is awaited and who must act stands below under current details.',
      typedSearchAttributes: new TypedSearchAttributes([
        { key: loanStage, value: 'reported' },
        { key: needsPerson, value: false },
      ]),
    });
  };

  return {
    tell: async (applicationId, message) => {
      switch (message.kind) {
        case 'reported':
          return unlessClosed(begin(applicationId, message.reportId, 'REJECT_DUPLICATE'));
        case 'receipt': {
          const { attemptId, receiptId } = message;
          return unlessClosed(handleOf(applicationId).signal(receipt, { attemptId, receiptId }));
        }
        case 'approved': {
          // A signal is durable once Temporal has it; who agreed stands in the ledger, which judges it there.
          const { taskId, staffRef } = message;
          const done = { taskId, outcome: 'unreachable', staffRef };
          return unlessClosed(handleOf(applicationId).signal(staffCompleted, done));
        }
      }
    },
    beginAgain: async (applicationId, reportId) => {
      await begin(applicationId, reportId, 'ALLOW_DUPLICATE');
    },
    completeTask: async (applicationId, order, withinMs) => {
      const ask = () => handleOf(applicationId).executeUpdate(completeTask, { args: [order] });
      try {
        return await (withinMs === undefined
          ? ask()
          : // A deadline, not a signal to abort: the SDK repeats a call it cannot place past the latter.
            client.withDeadline(Date.now() + withinMs, ask));
      } catch (failure) {
        if (failure instanceof WorkflowNotFoundError) return 'closed';
        throw failure;
      }
    },
    signalCompleted: (applicationId, order) =>
      unlessClosed(handleOf(applicationId).signal(staffCompleted, order)),
    progress: async (applicationId) => {
      try {
        return await handleOf(applicationId).query(progress);
      } catch (failure) {
        if (failure instanceof WorkflowNotFoundError) return 'closed';
        throw failure;
      }
    },
    isRunning: async (applicationId) => {
      try {
        // A person waits, and holds the application meanwhile.
        const describing = () => handleOf(applicationId).describe();
        return (
          (await client.withDeadline(Date.now() + describedWithinMs, describing)).status.name === 'RUNNING'
        );
      } catch (failure) {
        if (failure instanceof WorkflowNotFoundError) return false;
        throw failure;
      }
    },
    workers: async () => {
      const describing = () =>
        client.workflowService.describeTaskQueue({
          namespace: client.options.namespace,
          taskQueue: { name: storyTaskQueue },
          taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
        });
      const { pollers } = await client.withDeadline(Date.now() + describedWithinMs, describing);
      return pollers.map(({ identity, lastAccessTime }) => ({
        identity: identity ?? '',
        lastSeenAt: tsToMs(lastAccessTime),
      }));
    },
  };
}

const describedWithinMs = 3_000;

async function unlessClosed(told: Promise<unknown>): Promise<Told> {
  try {
    await told;
    return 'told';
  } catch (failure) {
    if (failure instanceof WorkflowNotFoundError || failure instanceof WorkflowExecutionAlreadyStartedError)
      return 'closed';
    throw failure;
  }
}
