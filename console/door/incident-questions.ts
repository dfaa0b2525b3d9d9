/** What the pages ask about incidents, and what supervisors do about one; events of one make all of it stale. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './api.js';
import type { paths } from './api-types.js';
import { Refused } from './problem.js';
import { questions } from './questions.js';
import type { AffectedState, Approval, Incident, ProviderMark } from './shapes.js';

/** Counts change with every message and task, which no event of an incident tells. */
const openEveryMs = 5_000;
/** What is left then is what compensations come to. */
const closedEveryMs = 60_000;

type Body<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  requestBody: { content: { 'application/json': infer Sent } };
}
  ? Sent
  : never;

const of = (incidentId: number) => ({ params: { path: { incidentId } } });
const behind = (cursor: string | undefined) => ({ limit: 20, ...(cursor === undefined ? {} : { cursor }) });

/** The newest first, in pages. */
export const incidentsQuestion = (state: 'open' | 'closed') =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'list', state],
    queryFn: ({ pageParam: cursor }) =>
      answerOf(api.GET('/v1/incidents', { params: { query: { state, ...behind(cursor) } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** Those that are open and were opened by alarms; as many as anybody could run at a time. */
export const openIncidentsQuestion = queryOptions({
  queryKey: ['incidents', 'open'],
  queryFn: async () =>
    (await answerOf(api.GET('/v1/incidents', { params: { query: { state: 'open', limit: 100 } } })))
      .incidents,
});

export const incidentQuestion = (incidentId: number) =>
  queryOptions({
    queryKey: ['incidents', 'one', incidentId],
    queryFn: () => answerOf(api.GET('/v1/incidents/{incidentId}', of(incidentId))),
    refetchInterval: ({ state }) => everyMs(state.data?.closedAt === undefined),
  });

const everyMs = (isOpen: boolean): number => (isOpen ? openEveryMs : closedEveryMs);

interface ListAsked {
  readonly incidentId: number;
  readonly isOpen: boolean;
  readonly state?: AffectedState | undefined;
}

/** The notices on its list, by application, in pages. */
export const affectedQuestion = ({ incidentId, isOpen, state }: ListAsked) =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'affected', incidentId, state ?? ''],
    queryFn: ({ pageParam: cursor }) => {
      const query = { ...(state === undefined ? {} : { state }), ...behind(cursor) };
      const params = { path: { incidentId }, query };
      return answerOf(api.GET('/v1/incidents/{incidentId}/notices', { params }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: everyMs(isOpen),
  });

/** Who is offered something, by application, in pages. */
export const compensationsQuestion = ({ incidentId, isOpen }: ListAsked) =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'compensations', incidentId],
    queryFn: ({ pageParam: cursor }) => {
      const params = { path: { incidentId }, query: behind(cursor) };
      return answerOf(api.GET('/v1/incidents/{incidentId}/compensations', { params }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: everyMs(isOpen),
  });

/** Where its report is fetched from, as a file. */
export const reportAddress = (incidentId: number, format: 'html' | 'csv', language: 'zh' | 'en'): string =>
  `/v1/incidents/${incidentId}/report?${new URLSearchParams({ format, language }).toString()}`;

/** Something was done here: answered anew before anything else is shown. */
export const incidentsChanged = (): Promise<void> => questions.invalidateQueries({ queryKey: ['incidents'] });

export type Opening = Body<'/v1/incidents', 'post'>;
export interface Opened {
  readonly incidentId: number;
  /** Others that are open and may be about some of the same messages. */
  readonly meets: readonly number[];
}

export async function openIncident(body: Opening): Promise<Opened> {
  const opened = await answerOf(api.POST('/v1/incidents', { body }));
  void incidentsChanged();
  return opened;
}

/** The open one that has all of these messages already, where that is why another was refused. */
export function knownIncident(failure: unknown): Incident['incidentId'] | undefined {
  if (!(failure instanceof Refused) || failure.problem.code !== 'incident-known') return undefined;
  const [, digits] = /incident: (\d+)/.exec(failure.problem.faults?.join('\n') ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Instants in ISO 8601. */
export async function setRange(
  incidentId: number,
  body: { readonly from?: string; readonly until?: string },
): Promise<void> {
  const whole = await answerOf(api.PUT('/v1/incidents/{incidentId}/range', { ...of(incidentId), body }));
  questions.setQueryData(incidentQuestion(incidentId).queryKey, whole);
  await incidentsChanged();
}

export async function markProvider(
  incidentId: number,
  body: { readonly mark: ProviderMark; readonly at: string },
): Promise<void> {
  const whole = await answerOf(api.POST('/v1/incidents/{incidentId}/provider', { ...of(incidentId), body }));
  questions.setQueryData(incidentQuestion(incidentId).queryKey, whole);
  await incidentsChanged();
}

export interface Resent {
  readonly ordered: number;
  readonly refused: number;
}

/** Orders one hundreds at a time until nobody is left whom it could be ordered for; says how far it is. */
export async function resendAll(incidentId: number, soFar: (resent: Resent) => void): Promise<Resent> {
  let resent: Resent = { ordered: 0, refused: 0 };
  for (let isMore = true; isMore;) {
    const answer = await answerOf(api.POST('/v1/incidents/{incidentId}/resends', of(incidentId)));
    // Whoever was refused is asked for again each time, and counted once.
    resent = { ordered: resent.ordered + answer.ordered, refused: answer.refused };
    isMore = answer.isMore;
    soFar(resent);
  }
  await incidentsChanged();
  return resent;
}

/** Proposes it; the approval that it waits for. */
export async function propose(
  what: 'closing' | 'compensation',
  incidentId: number,
  reason: string,
): Promise<Approval> {
  const given = { ...of(incidentId), body: { reason } };
  const approval = await answerOf(
    what === 'closing'
      ? api.POST('/v1/incidents/{incidentId}/closing', given)
      : api.POST('/v1/incidents/{incidentId}/compensation', given),
  );
  await incidentsChanged();
  return approval;
}
