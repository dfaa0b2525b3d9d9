/** What the pages ask the API, and how they know that an answer is out of date. */
import { QueryClient, queryOptions, infiniteQueryOptions } from '@tanstack/react-query';
import { answerOf, api } from './api.js';
import { mayComeAgain } from './problem.js';
import type { StreamedEvent } from './shapes.js';

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
const applicationsEveryMs = 300;

const changed = new Set<string>();
let applicationsTimer: number | undefined;
let listsTimer: number | undefined;

/** Something happened: the answers that may differ now are asked for again; nothing is computed from it here. */
export function happened({ applicationId }: StreamedEvent): void {
  listsTimer ??= window.setTimeout(() => {
    listsTimer = undefined;
    void questions.invalidateQueries({ queryKey: ['lists'] });
  }, listsEveryMs);
  if (applicationId === undefined) return;
  changed.add(applicationId);
  applicationsTimer ??= window.setTimeout(() => {
    applicationsTimer = undefined;
    for (const id of changed) void questions.invalidateQueries({ queryKey: ['application', id] });
    changed.clear();
  }, applicationsEveryMs);
}

const textKey = ['search-text'];
/** What was looked for last, for whoever comes back to it: in this window's memory alone, and with it gone. */
export const keptText = (): string => questions.getQueryData<string>(textKey) ?? '';
export const keepText = (text: string): void => void questions.setQueryData<string>(textKey, text);
