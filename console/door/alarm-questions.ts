/** What the pages ask about alarms; each event of one makes all of it stale. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { answerOf, api } from './api.js';
import { questions } from './questions.js';
import type { Alarm } from './shapes.js';

/** Those of one severity that stand, or whatever is over. */
export type AlarmsAsked =
  { readonly state: 'open'; readonly severity: Alarm['severity'] } | { readonly state: 'resolved' };

/** The last opened first, in pages. */
export const alarmsAsked = (asked: AlarmsAsked) =>
  infiniteQueryOptions({
    queryKey: ['alarms', asked],
    queryFn: ({ pageParam: cursor }) =>
      answerOf(
        api.GET('/v1/alarms', {
          params: { query: { ...asked, limit: 20, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** Takes an alarm in hand, with what is said of it. */
export async function acknowledge(alarmId: number, note: string): Promise<void> {
  const params = { path: { alarmId: String(alarmId) } };
  const body = note === '' ? {} : { note };
  await answerOf(api.POST('/v1/alarms/{alarmId}/acknowledge', { params, body }));
}

/** Answered anew before anything else is shown. */
export const alarmsChanged = (): Promise<void> => questions.invalidateQueries({ queryKey: ['alarms'] });
