/** Which routes a notice may go by: one per provider and contact value, and why the others are left out. */
import { channelOf } from '../../domain/attempt/route.js';
import { isConsentGiven } from '../../domain/contact/consent.js';
import type { Channel } from '../../domain/attempt/route.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import { defaultPriority, priorityOf } from '../../domain/plan/plan.js';
import type { LeftOutRoute, PlannedRoute, Priority } from '../../domain/plan/plan.js';
import { rankByWeight } from '../../domain/plan/rank.js';
import type { ApplicationBody } from '../../domain/report/schemas.js';
import type { RouteConfiguration } from '../../runtime/configuration/route-schema.js';
import type { OpenedContact } from '../application/open.js';
import type { Phrasing } from '../send/wording.js';
import type { World } from '../world.js';

/** What the choice of routes rests on. */
export interface RouteGrounds {
  readonly key: NoticeKey;
  readonly urgent: boolean;
  readonly phrasing: Phrasing;
  readonly consent: ApplicationBody['consent'];
  readonly contacts: readonly OpenedContact[];
}

/** Channels in the order of the stage, a channel's providers by weight, a provider's contact values as given. */
export function usableRoutes(
  world: World,
  grounds: RouteGrounds,
): { routes: PlannedRoute[]; leftOut: LeftOutRoute[] } {
  const { configuration } = world;
  const { key } = grounds;
  const priority = priorityOf(key, grounds.urgent);
  const leftOut: LeftOutRoute[] = [];
  const routes = configuration.channelOrder[key.stage].flatMap((channel) => {
    const usable = configuration.routes
      .filter(({ route }) => channelOf(route) === channel)
      .filter((settings) => {
        const because = obstacle(settings, channel, grounds);
        if (because !== undefined) leftOut.push({ route: settings.route, because });
        return because === undefined;
      });
    const values = grounds.contacts.filter((one) => one.channel === channel && one.state === 'good');
    return rankByWeight(usable, key.applicationId).flatMap((settings) =>
      values.map(({ contact }) => planned(settings, contact, priority)),
    );
  });
  return { routes, leftOut };
}

function obstacle(
  settings: RouteConfiguration,
  channel: Channel,
  { phrasing, consent, contacts }: RouteGrounds,
): LeftOutRoute['because'] | undefined {
  if (!isConsentGiven(consent, channel)) return 'not-allowed';
  const values = contacts.filter((one) => one.channel === channel);
  if (values.length === 0) return 'no-contact';
  if (values.every(({ state }) => state !== 'good')) return 'bad-contact';
  return phrasing(settings.route) === undefined ? 'not-allowed' : undefined;
}

const planned = (settings: RouteConfiguration, contact: string, priority: Priority): PlannedRoute => ({
  route: settings.route,
  contact,
  ...(settings.protocol === 'smtp-email' ? { evidence: 'acceptance' } : {}),
  ...(priority === defaultPriority ? {} : { priority }),
  callTimeoutMs: settings.callTimeoutMs,
  lingerMs: Math.min(settings.lingerMs, settings.receiptDeadlineMs),
  receiptDeadlineMs: settings.receiptDeadlineMs,
  receiptHorizonMs: settings.receiptHorizonMs,
  settlingDelayMs: settings.settlingDelayMs,
});
