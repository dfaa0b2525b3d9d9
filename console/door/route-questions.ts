/** What is asked about routes, and how they are held, weighed and let go again. */
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './api.js';
import { questions } from './questions.js';
import type { Approval, OverrideSet, RouteInForce } from './shapes.js';

const routesKey = ['lists', 'routes'];
/** An end is a moment past before it is asked what is in force now. */
const pastMs = 500;
const longestMs = 3_600_000;

/** Every configured route; asked again when what is set for one ends, which nothing else tells. */
export const routesQuestion = queryOptions({
  queryKey: routesKey,
  queryFn: async () => (await answerOf(api.GET('/v1/routes'))).routes,
  refetchInterval: ({ state }) => untilNextEnd(state.data ?? [], Date.now()),
});

function untilNextEnd(routes: readonly RouteInForce[], now: number): number | false {
  const ends = routes
    .flatMap(({ hold, weight, freeze: frozen, shares }) => [hold, weight, frozen, ...shares])
    .flatMap((set) => (set === undefined ? [] : [Date.parse(set.expiresAt)]))
    .filter((at) => at > now);
  return ends.length > 0 && Math.min(longestMs, Math.min(...ends) - now + pastMs);
}

/** What is set for a while, and for how long. */
export interface Order {
  readonly reason: string;
  readonly expiresAt: string;
  readonly breakGlass?: { readonly reason: string };
}

/** `set` now, or `proposed`: it waits for a second person. */
export type Outcome =
  | { readonly kind: 'set'; readonly set: OverrideSet }
  | { readonly kind: 'proposed'; readonly approval: Approval };

export interface RoutePath {
  readonly channel: string;
  readonly provider: string;
}

export const pathOf = (route: string): RoutePath => {
  const [channel = '', provider = ''] = route.split('/');
  return { channel, provider };
};

/** Holds a route (`sms/aliyun`), or all of a provider (`aliyun`). */
export const hold = (target: string, body: Order): Promise<Outcome> =>
  outcomeOf(
    target.includes('/')
      ? api.PUT('/v1/routes/{channel}/{provider}/hold', { params: { path: pathOf(target) }, body })
      : api.PUT('/v1/providers/{provider}/hold', { params: { path: { provider: target } }, body }),
  );

export const weigh = (route: string, body: Order & { readonly weight: number }): Promise<Outcome> =>
  outcomeOf(api.PUT('/v1/routes/{channel}/{provider}/weight', { params: { path: pathOf(route) }, body }));

/** Has the monitor leave the shares of a route as they are. */
export async function freeze(
  route: string,
  body: Pick<Order, 'reason' | 'expiresAt'> & { readonly restore: boolean },
): Promise<void> {
  const { routes } = await answerOf(
    api.PUT('/v1/routes/{channel}/{provider}/freeze', { params: { path: pathOf(route) }, body }),
  );
  questions.setQueryData(routesQuestion.queryKey, routes);
}

/** Ends what is set for a target; what is set for all of a provider is ended by its name. */
export async function end(what: 'hold' | 'weight' | 'freeze', target: string): Promise<void> {
  const params = { path: pathOf(target) };
  const ofProvider = { path: { provider: target } };
  const isOne = target.includes('/');
  const ends = {
    weight: () => api.DELETE('/v1/routes/{channel}/{provider}/weight', { params }),
    hold: () =>
      isOne
        ? api.DELETE('/v1/routes/{channel}/{provider}/hold', { params })
        : api.DELETE('/v1/providers/{provider}/hold', { params: ofProvider }),
    freeze: () =>
      isOne
        ? api.DELETE('/v1/routes/{channel}/{provider}/freeze', { params })
        : api.DELETE('/v1/providers/{provider}/freeze', { params: ofProvider }),
  };
  const { routes } = await answerOf(ends[what]());
  questions.setQueryData(routesQuestion.queryKey, routes);
}

async function outcomeOf(
  asked: Promise<{ data?: OverrideSet | Approval; error?: unknown; response: Response }>,
): Promise<Outcome> {
  const answer = await answerOf(asked);
  // With 202 the approval is answered instead of the routes.
  if (!('routes' in answer)) return { kind: 'proposed', approval: answer };
  questions.setQueryData(routesQuestion.queryKey, answer.routes);
  return { kind: 'set', set: answer };
}
