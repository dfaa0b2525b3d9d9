/** What is told of a task: that it was opened, put off, and how it ended. */
import type { TaskBecause, TaskClosedBecause, TaskKind, TaskOutcome } from '../human-task/human-task.js';
import type { PutOffFact, TaskFacts } from './facts.js';
import { given } from './given.js';

/** One fact about a task; `at` in epoch milliseconds. */
export type TaskEvidence =
  | {
      readonly kind: 'task-opened';
      readonly at: number;
      readonly task: TaskKind;
      readonly because: TaskBecause;
      readonly dueAt: number;
      /** It was not finished by then. */
      readonly overdue: boolean;
    }
  | ({ readonly kind: 'task-put-off'; readonly task: TaskKind } & PutOffFact)
  | {
      readonly kind: 'task-completed';
      readonly at: number;
      readonly task: TaskKind;
      readonly outcome: TaskOutcome;
      readonly staffRef?: string;
      readonly confirmedBy?: string;
      readonly verified: boolean;
    }
  | {
      readonly kind: 'task-closed';
      readonly at: number;
      readonly tasks: readonly TaskKind[];
      readonly because?: TaskClosedBecause;
    };

/** Of one task, as it stands at an instant. */
export function taskEvidence(task: TaskFacts, now: number): TaskEvidence[] {
  const { kind, openedAt, because, dueAt, finishedAt, outcome, closedBecause, staffRef, confirmedBy } = task;
  const overdue = (finishedAt ?? now) > dueAt;
  const begun: TaskEvidence[] = [
    { kind: 'task-opened', at: openedAt, task: kind, because, dueAt, overdue },
    ...(task.putOffs ?? []).map((one): TaskEvidence => ({ kind: 'task-put-off', task: kind, ...one })),
  ];
  if (finishedAt === undefined) return begun;
  if (outcome === undefined)
    return [
      ...begun,
      { kind: 'task-closed', at: finishedAt, tasks: [kind], ...given({ because: closedBecause }) },
    ];
  const verified = task.identity === 'verified';
  const by = given({ staffRef, confirmedBy });
  return [...begun, { kind: 'task-completed', at: finishedAt, task: kind, outcome, verified, ...by }];
}
