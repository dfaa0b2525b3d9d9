/** What the pages ask the API, and how they know that an answer is out of date. */
import { QueryClient, queryOptions, infiniteQueryOptions } from '@tanstack/react-query';
import type { Query } from '@tanstack/react-query';
import { answerOf, api } from './api.js';
import { mayComeAgain } from './problem.js';
import type { StreamedEvent, Task } from './shapes.js';

/** Answers are asked for again when an event says so, and when a window is looked at again after a while. */
export const questions = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      gcTime: 5 * 60_000,
      networkMode: 'always',
      retry: (failures, failure) => failures < 2 && mayComeAgain(failure),
      retryDelay: (failures) => 500 * 2 ** failures,
    },
    mutations: { networkMode: 'always', gcTime: 0 },
  },
});

/** One application with everything on record about it. */
export const applicationQuestion = (applicationId: string) =>
  queryOptions({
    queryKey: ['application', applicationId],
    queryFn: () =>
      answerOf(api.GET('/v1/applications/{applicationId}', { params: { path: { applicationId } } })),
  });

/** Earlier entries of an application's timeline; what is told there does not change. */
export const earlierQuestion = (applicationId: string, before: number) =>
  queryOptions({
    queryKey: ['timeline', applicationId, before],
    queryFn: () =>
      answerOf(
        api.GET('/v1/applications/{applicationId}/timeline', {
          params: { path: { applicationId }, query: { before } },
        }),
      ),
    staleTime: Infinity,
  });

/** What an applicant on the telephone says of themselves; it stands in a body, never in an address. */
export type Sought =
  { readonly mobile: string } | { readonly name: string } | { readonly applicationId: string };

/** Applications of whoever that may be, the newest first, in pages, each with its answer in short. */
export const applicationsQuestion = (sought: Sought) =>
  infiniteQueryOptions({
    queryKey: ['lists', 'applications', sought],
    queryFn: ({ pageParam: cursor }) =>
      answerOf(
        api.POST('/v1/applications/search', {
          body: { ...sought, limit: 20, ...(cursor === undefined ? {} : { cursor }) },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** Everything on the screen is asked for again. */
export const askEverythingAgain = (): void => void questions.invalidateQueries();

/** Lists are asked for no oftener, however much happens. */
const listsEveryMs = 2_000;
const changedEveryMs = 300;

/** Questions that may have another answer now, by the text of their key. */
const changed = new Map<string, readonly string[]>();
let changedTimer: number | undefined;
let listsTimer: number | undefined;

/** Which questions only some events make stale, by how the event's kind begins; beside those about an application. */
const byKind: readonly (readonly [begins: string, key: readonly string[]])[] = [
  ['alarm-', ['alarms']],
  ['approval-', ['approvals']],
  ['approval-', ['templates']],
  ['words-', ['templates']],
  ['incident-', ['incidents']],
  ['compensation-', ['incidents']],
  // What was proposed for one is agreed to, or is not.
  ['approval-', ['incidents']],
];

/** Something happened: the answers that may differ now are asked for again; nothing is computed from it here. */
export function happened({ applicationId, kind }: StreamedEvent): void {
  listsTimer ??= window.setTimeout(() => {
    listsTimer = undefined;
    void questions.invalidateQueries({ queryKey: ['lists'] });
  }, listsEveryMs);
  for (const [begins, key] of byKind) if (kind.startsWith(begins)) isStale(key);
  if (applicationId !== undefined) isStale(['application', applicationId]);
}

function isStale(key: readonly string[]): void {
  changed.set(key.join(' '), key);
  changedTimer ??= window.setTimeout(() => {
    changedTimer = undefined;
    for (const queryKey of changed.values()) void questions.invalidateQueries({ queryKey });
    // A task is known by its own id; whose application it is, its answer says.
    const keys = new Set(changed.keys());
    const isOfThem = ({ state }: Query): boolean =>
      keys.has(`application ${(state.data as Partial<Task> | undefined)?.applicationId ?? ''}`);
    void questions.invalidateQueries({ queryKey: ['task'], predicate: isOfThem });
    changed.clear();
  }, changedEveryMs);
}

/** What was typed last, and what of it led to something. */
interface KeptSearch {
  readonly text: string;
  readonly sought?: Sought;
}
const searchKey = ['search'];
/** What was looked for last, for whoever comes back to it: in this window's memory alone, and with it gone. */
export const keptSearch = (): KeptSearch => questions.getQueryData<KeptSearch>(searchKey) ?? { text: '' };
export const keepSearch = (kept: KeptSearch): void =>
  void questions.setQueryData<KeptSearch>(searchKey, kept);
