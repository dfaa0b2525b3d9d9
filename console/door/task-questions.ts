/** What the pages ask about tasks, and what they ask for. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './api.js';
import { questions } from './questions.js';
import type { ContactCorrection, ShownTask, Task } from './shapes.js';

/** `open`: all of them, whoever has them. */
export const taskViews = ['mine', 'unclaimed', 'overdue', 'open'] as const;
export type TaskView = (typeof taskViews)[number];

const narrowed = {
  mine: { mine: 'true' },
  unclaimed: { unclaimed: 'true' },
  overdue: { overdue: 'true' },
  open: {},
} as const satisfies Record<TaskView, object>;

/** Open tasks by due time, in pages. */
export const tasksQuestion = (view: TaskView) =>
  infiniteQueryOptions({
    queryKey: ['lists', 'tasks', view],
    queryFn: ({ pageParam: cursor }) =>
      answerOf(
        api.GET('/v1/tasks', {
          params: {
            query: {
              limit: 50,
              ...narrowed[view],
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

export const taskCountsQuestion = queryOptions({
  queryKey: ['lists', 'task-counts'],
  queryFn: () => answerOf(api.GET('/v1/tasks/counts')),
});

export const taskQuestion = (taskId: string) =>
  queryOptions({
    queryKey: ['task', taskId],
    queryFn: () => answerOf(api.GET('/v1/tasks/{taskId}', { params: { path: { taskId } } })),
  });

/** What an act answered is how the task stands now; it does not say again whom it is about. */
export const taskStands = (task: Task): void =>
  void questions.setQueryData(taskQuestion(task.taskId).queryKey, (before): ShownTask => {
    const masked = before?.masked;
    return { ...task, ...(masked === undefined ? {} : { masked }) };
  });

/** Somebody else did something about it. */
export const askTaskAgain = (taskId: string): Promise<void> =>
  questions.invalidateQueries({ queryKey: ['task', taskId] });

const of = (taskId: string) => ({ params: { path: { taskId } } });

export const claimTask = (taskId: string) => answerOf(api.POST('/v1/tasks/{taskId}/claim', of(taskId)));
export const releaseTask = (taskId: string) => answerOf(api.POST('/v1/tasks/{taskId}/release', of(taskId)));
export const beginCall = (taskId: string) => answerOf(api.POST('/v1/tasks/{taskId}/call', of(taskId)));

export const putOffTask = (taskId: string, because: 'no-answer' | 'asked-for-later', until: string) =>
  answerOf(api.POST('/v1/tasks/{taskId}/put-off', { ...of(taskId), body: { because, until } }));

/** The task as it stands, or the approval that it waits for. */
export const completeTask = (taskId: string, outcome: NonNullable<Task['outcome']>) =>
  answerOf(api.POST('/v1/tasks/{taskId}/complete', { ...of(taskId), body: { outcome } }));

/** What was taken, or the approval that it waits for. */
export const correctContacts = (applicationId: string, body: ContactCorrection) =>
  answerOf(
    api.PATCH('/v1/applications/{applicationId}/contacts', { params: { path: { applicationId } }, body }),
  );

/** Corrections of an application's contacts that wait for a second person. */
export const openCorrectionsQuestion = (applicationId: string) =>
  queryOptions({
    queryKey: ['application', applicationId, 'contact-changes'],
    queryFn: () =>
      answerOf(
        api.GET('/v1/approvals', {
          params: { query: { state: 'proposed', kind: 'contact-change', applicationId, limit: 1 } },
        }),
      ),
  });
