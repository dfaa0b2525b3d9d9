import type { Route } from '../../domain/attempt/route.js';
import { canBeAsked } from '../../domain/explanation/askable.js';
import { nextPollAt } from '../../domain/receipt/poll-times.js';
import type { World } from '../world.js';
import { routeKnown } from './accounts.js';

/** When the provider that took a message at `answeredAt` is first asked for its report; never where it tells none. */
export function firstPollAt(world: World, route: Route, answeredAt: number): { readonly pollAt?: number } {
  const open = routeKnown(world, route);
  if (open === undefined || !canBeAsked(route)) return {};
  const { receiptDeadlineMs, receiptHorizonMs } = open.settings;
  const awaited = {
    answeredAt,
    receiptDeadline: answeredAt + receiptDeadlineMs,
    receiptHorizon: answeredAt + receiptHorizonMs,
  };
  const pollAt = nextPollAt(awaited, 0, answeredAt);
  return pollAt === undefined ? {} : { pollAt };
}
