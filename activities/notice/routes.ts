/** Which routes a notice may go by: one per provider and contact value, and why the others are left out. */
import { channelOf } from '../../domain/attempt/route.js';
import { isConsentGiven } from '../../domain/contact/consent.js';
import { pushServiceOf } from '../../domain/contact/push-token.js';
import type { Channel } from '../../domain/attempt/route.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import type { LeftOutRoute, PlannedRoute } from '../../domain/plan/plan.js';
import { rankByWeight } from '../../domain/plan/rank.js';
import type { ApplicationBody } from '../../domain/report/schemas.js';
import type { RouteConfiguration } from '../../runtime/configuration/route-schema.js';
import type { OpenedContact } from '../application/open.js';
import type { Phrasing } from '../send/wording.js';
import type { World } from '../world.js';

/** What the choice of routes rests on. */
export interface RouteGrounds {
  readonly key: NoticeKey;
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
  const leftOut: LeftOutRoute[] = [];
  const routes = configuration.channelOrder[key.stage].flatMap((channel) => {
    const usable = configuration.routes
      .filter(({ route }) => channelOf(route) === channel)
      .filter((settings) => {
        const because = obstacle(settings, channel, grounds);
        if (because !== undefined) leftOut.push({ route: settings.route, because });
        return because === undefined;
      });
    return rankByWeight(usable, key.applicationId).flatMap((settings) =>
      grounds.contacts
        .filter((one) => one.state === 'good' && isFor(settings, channel, one))
        .map(({ contact }) => planned(settings, contact)),
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
  const values = contacts.filter((one) => isFor(settings, channel, one));
  if (values.length === 0) return 'no-contact';
  if (values.every(({ state }) => state !== 'good')) return 'bad-contact';
  return phrasing(settings.route) === undefined ? 'not-allowed' : undefined;
}

/** A token of the app is for the push service that gave it out alone. */
function isFor({ protocol }: RouteConfiguration, channel: Channel, contact: OpenedContact): boolean {
  if (contact.channel !== channel) return false;
  if (protocol === 'fcm-push') return pushServiceOf(contact.value) === 'fcm';
  if (protocol === 'jpush-push') return pushServiceOf(contact.value) === 'jpush';
  return true;
}

const planned = (settings: RouteConfiguration, contact: string): PlannedRoute => ({
  route: settings.route,
  contact,
  ...(settings.protocol === 'smtp-email' ? { evidence: 'acceptance' } : {}),
  callTimeoutMs: settings.callTimeoutMs,
  lingerMs: Math.min(settings.lingerMs, settings.receiptDeadlineMs),
  receiptDeadlineMs: settings.receiptDeadlineMs,
  receiptHorizonMs: settings.receiptHorizonMs,
  settlingDelayMs: settings.settlingDelayMs,
});
