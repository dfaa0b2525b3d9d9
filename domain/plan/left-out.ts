/** Why a route is not in the plan, and how that is written down in the trail. */
import { isRoute } from '../attempt/route.js';
import type { Route } from '../attempt/route.js';
import { failureClasses } from '../failure/failure-class.js';
import type { FailureClass } from '../failure/failure-class.js';
import { blockedStates } from '../contact/contact-state.js';
import type { BlockedState } from '../contact/contact-state.js';

/**
 * What of the several things the class `not-allowed` stands for: the applicant did not agree to the
 * channel, took that back, or unsubscribed by a reply (SMS alone); no wording is live; the wording lacks the provider's approval for this route; the wording
 * shows a field that was not reported, or one that is longer than the channel
 * carries; or a supervisor holds the route for now.
 */
export const notAllowedReasons = [
  'no-consent',
  'consent-revoked',
  'unsubscribed',
  'words-not-approved',
  'words-not-approved-by-provider',
  'field-missing',
  'field-too-long',
  'route-held',
] as const;
export type NotAllowedReason = (typeof notAllowedReasons)[number];

/** Why it is not its hour, where that is not the send window. */
export const hourReasons = ['quiet-hours', 'calendar-unknown'] as const;
export type HourReason = (typeof hourReasons)[number];

const causes = [...failureClasses, 'no-contact', 'bad-contact', 'window'] as const;
const reasons = [...notAllowedReasons, ...hourReasons, ...blockedStates] as const;

/** A configured route that is not in the plan. */
export interface LeftOutRoute {
  readonly route: Route;
  readonly because: FailureClass | 'no-contact' | 'bad-contact' | 'window';
  /** What `because` alone does not say; absent where it says all, and in older records. */
  readonly reason?: NotAllowedReason | HourReason | BlockedState;
  /** Names of the fields (`WordField`) that stand in the way of the wording; never what they hold. */
  readonly fields?: readonly string[];
}

/** As it stands in the trail: `sms/aliyun: no-contact`, `email/smtp: not-allowed: field-missing: amount, name`. */
export const leftOutInTrail = ({ route, because, reason, fields = [] }: LeftOutRoute): string =>
  [
    route,
    because,
    ...(reason === undefined ? [] : [reason]),
    ...(fields.length === 0 ? [] : [fields.join(', ')]),
  ].join(': ');

/** Reads {@link leftOutInTrail}; undefined for what this version does not know. */
export function leftOutFromTrail(text: string): LeftOutRoute | undefined {
  const [route = '', cause, why, named] = text.split(': ');
  const because = causes.find((one) => one === cause);
  if (!isRoute(route) || because === undefined) return undefined;
  const reason = reasons.find((one) => one === why);
  return {
    route,
    because,
    ...(reason === undefined ? {} : { reason }),
    ...(named === undefined ? {} : { fields: named.split(', ') }),
  };
}
