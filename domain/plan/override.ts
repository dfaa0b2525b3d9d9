/** What is set against the configuration file for a while, and what of it bears on a route. */
import type { Route } from '../attempt/route.js';
import type { CarrierGuess, ProvinceGuess, SegmentGuess } from '../contact/number-segment.js';

/**
 * `hold`: a route is not used, or all of a provider's; `weight`: a route has another weight; `share`: the monitor leaves a
 * route in trouble so much of its weight, for the numbers of a place or for all; `freeze`: the monitor leaves the share of
 * a route, or of all of a provider's, as it is.
 */
export const overrideSorts = ['hold', 'weight', 'share', 'freeze'] as const;
export type OverrideSort = (typeof overrideSorts)[number];

export interface RouteOverride {
  readonly overrideId: number;
  readonly sort: OverrideSort;
  /** `sms/aliyun`, or `aliyun` for every route of that provider; weight and share are of one route. */
  readonly target: string;
  readonly weight?: number;
  /** Above 0 and below 1: what the weight is multiplied with. */
  readonly share?: number;
  /** Where a share is meant for the numbers of a place alone. */
  readonly province?: ProvinceGuess;
  readonly carrier?: CarrierGuess;
  /** Who set it; {@link theMonitor} for a share. */
  readonly staffRef: string;
  readonly reason: string;
  readonly setAt: number;
  readonly expiresAt: number;
  /** By which approval; absent for what one person, or the monitor, set alone. */
  readonly approvalId?: string;
}

/** Who sets shares. No account of staff has a colon in it. */
export const theMonitor = 'system:monitor';

/** What bears on one route; of several alike the one set last. */
export interface OverridesOfRoute {
  readonly hold?: RouteOverride;
  readonly weight?: RouteOverride & { readonly weight: number };
  readonly freeze?: RouteOverride;
  /** Of every place; which of them a number lies in is asked of {@link shareOfNumber}. */
  readonly shares: readonly (RouteOverride & { readonly share: number })[];
}

/** `aliyun` of `sms/aliyun`. */
export const providerOf = (route: Route): string => route.slice(route.indexOf('/') + 1);

/** Whether a target, `sms/aliyun` or `aliyun`, names a route. */
export const namesRoute = (target: string, route: Route): boolean =>
  target === route || target === providerOf(route);

/** Those in force that bear on a route. */
export function overridesOf(route: Route, inForce: readonly RouteOverride[]): OverridesOfRoute {
  const own = inForce
    .filter(({ target }) => namesRoute(target, route))
    .toSorted((one, other) => one.overrideId - other.overrideId);
  const hold = own.findLast(({ sort }) => sort === 'hold');
  const weighed = own.findLast(({ sort }) => sort === 'weight');
  const freeze = own.findLast(({ sort }) => sort === 'freeze');
  return {
    ...(hold === undefined ? {} : { hold }),
    ...(weighed?.weight === undefined ? {} : { weight: { ...weighed, weight: weighed.weight } }),
    ...(freeze === undefined ? {} : { freeze }),
    shares: own.flatMap((one) => (one.share === undefined ? [] : [{ ...one, share: one.share }])),
  };
}

/** What the weight of a route is multiplied with for a number: the least of the shares its place has; 1 where none has one. */
export const shareOfNumber = ({ shares }: Pick<OverridesOfRoute, 'shares'>, guess: SegmentGuess): number =>
  Math.min(1, ...sharesFor(shares, guess).map(({ share }) => share));

/** Those a plan for such a number rests on: what is frozen changes nothing, nor what is meant for another place. */
export const bearingOn = (inForce: readonly RouteOverride[], guess: SegmentGuess): RouteOverride[] =>
  sharesFor(inForce, guess).filter(({ sort }) => sort !== 'freeze');

/** Those that are meant for such a number. */
export const sharesFor = <One extends Pick<RouteOverride, 'province' | 'carrier'>>(
  shares: readonly One[],
  guess: SegmentGuess,
): One[] =>
  shares.filter(
    ({ province, carrier }) =>
      (province === undefined || province === guess.province) &&
      (carrier === undefined || carrier === guess.carrier),
  );
