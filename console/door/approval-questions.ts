/** What the pages ask about approvals; each event of one makes all of it stale. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './api.js';
import { questions } from './questions.js';
import type { Approval } from './shapes.js';

/** Which approvals: what one may decide on or review oneself, what waits for anybody, what is over. */
export interface ApprovalsAsked {
  readonly decidable?: 'true';
  readonly waiting?: 'true' | 'false';
  readonly kind?: Approval['kind'];
  readonly state?: Approval['state'];
}

/** The newest first, in pages. */
export const approvalsQuestion = (asked: ApprovalsAsked) =>
  infiniteQueryOptions({
    queryKey: ['approvals', 'list', asked],
    queryFn: ({ pageParam: cursor }) =>
      answerOf(
        api.GET('/v1/approvals', {
          params: { query: { ...asked, limit: 20, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

export const approvalQuestion = (approvalId: string) =>
  queryOptions({
    queryKey: ['approvals', 'one', approvalId],
    queryFn: () => answerOf(api.GET('/v1/approvals/{approvalId}', { params: { path: { approvalId } } })),
  });

/** Something was decided here: answered anew before anything else is shown. */
export const approvalsChanged = (): Promise<void> => questions.invalidateQueries({ queryKey: ['approvals'] });
