/** Which routes a notice may go by: one per provider and contact value, and why the others are left out. */
import { channelOf } from '../../domain/attempt/route.js';
import { isConsentGiven } from '../../domain/contact/consent.js';
import type { ConsentPurpose } from '../../domain/contact/consent.js';
import type { SegmentGuess } from '../../domain/contact/number-segment.js';
import { isBlocked } from '../../domain/contact/contact-state.js';
import { pushServiceOf } from '../../domain/contact/push-token.js';
import type { Channel } from '../../domain/attempt/route.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import type { LeftOutRoute } from '../../domain/plan/left-out.js';
import { defaultPriority, priorityOf } from '../../domain/plan/priority.js';
import type { Priority } from '../../domain/plan/priority.js';
import type { PlannedRoute } from '../../domain/plan/plan.js';
import { overridesOf, shareOfNumber } from '../../domain/plan/override.js';
import type { RouteOverride } from '../../domain/plan/override.js';
import { rankByWeight } from '../../domain/plan/rank.js';
import type { ApplicationBody } from '../../domain/report/schemas.js';
import type { RouteConfiguration } from '../../runtime/configuration/route-schema.js';
import type { OpenedContact } from '../application/open.js';
import type { Phrasing } from '../send/wording.js';
import { checkTimeoutOf } from '../verify/verify.js';
import type { World } from '../world.js';

/** What the choice of routes rests on. */
export interface RouteGrounds {
  readonly key: NoticeKey;
  readonly urgent: boolean;
  readonly phrasing: Phrasing;
  readonly consent: ApplicationBody['consent'];
  /** Channels and checks that were allowed once, and are not now. */
  readonly revoked: ReadonlySet<ConsentPurpose>;
  readonly contacts: readonly OpenedContact[];
  /** In force now. */
  readonly overrides: readonly RouteOverride[];
}

/** Channels in the order of the stage, a channel's providers by weight, a provider's contact values as given. */
export function usableRoutes(
  world: World,
  grounds: RouteGrounds,
): { routes: PlannedRoute[]; leftOut: LeftOutRoute[] } {
  const { configuration } = world;
  const { key, overrides } = grounds;
  const priority = priorityOf(key, grounds.urgent);
  const leftOut: LeftOutRoute[] = [];
  const isHeld = ({ route }: RouteConfiguration) =>
    overridesOf(route, overrides).hold === undefined ? undefined : held;
  const guess = guessOf(world, grounds.contacts);
  const weighed = (settings: RouteConfiguration) => {
    const own = overridesOf(settings.route, overrides);
    return { ...settings, weight: (own.weight?.weight ?? settings.weight) * shareOfNumber(own, guess) };
  };
  const routes = configuration.channelOrder[key.stage].flatMap((channel) => {
    const usable = configuration.routes
      .filter(({ route }) => channelOf(route) === channel)
      .filter((settings) => {
        const obstacle = isHeld(settings) ?? obstacleTo(settings, channel, grounds);
        if (obstacle !== undefined) leftOut.push({ route: settings.route, ...obstacle });
        return obstacle === undefined;
      });
    return rankByWeight(usable.map(weighed), key.applicationId).flatMap((settings) =>
      grounds.contacts
        .filter((one) => one.state === 'good' && isFor(settings, channel, one))
        .filter((one) => !isUnsubscribed(channel, one))
        .map(({ contact }) =>
          planned(settings, contact, priority, checkTimeoutOf(world, contact, grounds.consent)),
        ),
    );
  });
  return { routes, leftOut };
}

/** Where the number is from that SMS go to, as far as its beginning tells: providers in trouble there lose their share. */
export function guessOf(
  { segments }: Pick<World, 'segments'>,
  contacts: readonly Pick<OpenedContact, 'channel' | 'state' | 'value'>[],
): SegmentGuess {
  const mobile = contacts.find(({ channel, state }) => channel === 'sms' && state === 'good');
  return mobile === undefined ? {} : (segments?.guess(mobile.value) ?? {});
}

const held = { because: 'not-allowed', reason: 'route-held' } as const;

function obstacleTo(
  settings: RouteConfiguration,
  channel: Channel,
  { phrasing, consent, revoked, contacts }: RouteGrounds,
): Omit<LeftOutRoute, 'route'> | undefined {
  if (!isConsentGiven(consent, channel))
    return { because: 'not-allowed', reason: revoked.has(channel) ? 'consent-revoked' : 'no-consent' };
  const values = contacts.filter((one) => isFor(settings, channel, one));
  if (values.length === 0) return { because: 'no-contact' };
  if (values.every(({ state }) => state !== 'good')) return badContact(values);
  if (values.every((one) => one.state !== 'good' || isUnsubscribed(channel, one)))
    return { because: 'not-allowed', reason: 'unsubscribed' };
  const phrased = phrasing(settings.route);
  if (!('lacking' in phrased)) return undefined;
  const { lacking: reason, ...which } = phrased;
  return { because: 'not-allowed', reason, ...which };
}

/** A token of the app is for the push service that gave it out alone; a call may go to more than one number. */
function isFor({ protocol }: RouteConfiguration, channel: Channel, contact: OpenedContact): boolean {
  if (channel === 'voice') return isCallable(contact);
  if (contact.channel !== channel) return false;
  if (protocol === 'fcm-push') return pushServiceOf(contact.value) === 'fcm';
  if (protocol === 'jpush-push') return pushServiceOf(contact.value) === 'jpush';
  return true;
}

/** An applicant who wants no more SMS may still be called. */
const isUnsubscribed = (channel: Channel, { unsubscribed }: OpenedContact): boolean =>
  channel === 'sms' && unsubscribed;

/** Mobile numbers are called too; an exchange's extension is for people to dial. */
const isCallable = ({ channel, value }: OpenedContact): boolean =>
  channel === 'sms' || (channel === 'voice' && !value.includes(';ext='));

/** What a provider's check said is told before a fault of form. */
function badContact(values: readonly OpenedContact[]): Omit<LeftOutRoute, 'route'> {
  const reason = values.map(({ state }) => state).find(isBlocked);
  return reason === undefined ? { because: 'bad-contact' } : { because: 'wrong-number', reason };
}

const planned = (
  settings: RouteConfiguration,
  contact: string,
  priority: Priority,
  checkTimeoutMs: number | undefined,
): PlannedRoute => ({
  route: settings.route,
  contact,
  ...(settings.protocol === 'smtp-email' ? { evidence: 'acceptance' } : {}),
  ...(priority === defaultPriority ? {} : { priority }),
  ...(checkTimeoutMs === undefined ? {} : { checkTimeoutMs }),
  callTimeoutMs: settings.callTimeoutMs,
  lingerMs: Math.min(settings.lingerMs, settings.receiptDeadlineMs),
  receiptDeadlineMs: settings.receiptDeadlineMs,
  receiptHorizonMs: settings.receiptHorizonMs,
  settlingDelayMs: settings.settlingDelayMs,
});
