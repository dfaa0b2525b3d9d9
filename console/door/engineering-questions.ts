/** What engineers look up, and webhooks that the loan system did not take. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './api.js';
import type { UndeliveredWebhook } from './shapes.js';

export const engineeringQuestion = queryOptions({
  queryKey: ['engineering'],
  queryFn: () => answerOf(api.GET('/v1/engineering')),
});

export const endpointsQuestion = queryOptions({
  queryKey: ['lists', 'webhooks', 'endpoints'],
  queryFn: async () => (await answerOf(api.GET('/v1/webhooks'))).endpoints,
});

/** A try is a moment past before it is asked what came of it. */
const pastMs = 1_500;
const soonestMs = 2_000;
const longestMs = 3_600_000;

/** What was not taken, in the order of the queue, in pages; asked again when the next try is due, which no event tells. */
export const undeliveredQuestion = infiniteQueryOptions({
  queryKey: ['lists', 'webhooks', 'undelivered'],
  queryFn: ({ pageParam: cursor }) =>
    answerOf(
      api.GET('/v1/webhooks/undelivered', {
        params: { query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next,
  refetchInterval: ({ state }) =>
    untilNextTry(state.data?.pages.flatMap(({ undelivered }) => undelivered) ?? [], Date.now()),
});

function untilNextTry(undelivered: readonly UndeliveredWebhook[], now: number): number | false {
  const tries = undelivered.flatMap(({ nextAt }) => (nextAt === undefined ? [] : [Date.parse(nextAt)]));
  if (tries.length === 0) return false;
  return Math.min(longestMs, Math.max(soonestMs, Math.min(...tries) - now + pastMs));
}

/** These webhooks of an endpoint, or whatever occurred in a span of time. */
export type Replay =
  | { readonly endpoint: string; readonly ids: string[] }
  | { readonly endpoint: string; readonly from: string; readonly to: string };

/** Has them sent once more; answers how many that is. */
export async function replay(body: Replay): Promise<number> {
  return (await answerOf(api.POST('/v1/webhooks/replay', { body }))).replayed;
}
