/** What those who watch ask: how things stand, and what should be looked at. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './api.js';

/** How things stand, and what the last hour brought; out of date with whatever happens. */
export const liveQuestion = queryOptions({
  queryKey: ['lists', 'live'],
  queryFn: () => answerOf(api.GET('/v1/live')),
});

/** Open alarms, the last opened first, in pages. */
export const alarmsQuestion = infiniteQueryOptions({
  queryKey: ['lists', 'alarms'],
  queryFn: ({ pageParam: cursor }) =>
    answerOf(
      api.GET('/v1/alarms', {
        params: { query: { limit: 20, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next,
});
