/** What a supervisor has set against the configuration file for a while, and what of it bears on a route. */
import type { Route } from '../attempt/route.js';

/** A route is held, or all routes of a provider; or a route has another weight. */
export interface RouteOverride {
  readonly overrideId: number;
  /** `sms/aliyun`, or `aliyun` for every route of that provider; a weight is of one route. */
  readonly target: string;
  /** Absent for a hold. */
  readonly weight?: number;
  readonly staffRef: string;
  readonly reason: string;
  readonly setAt: number;
  readonly expiresAt: number;
  /** By which approval; absent for a hold that one person set alone. */
  readonly approvalId?: string;
}

/** What bears on one route; of several alike the one set last. */
export interface OverridesOfRoute {
  readonly hold?: RouteOverride;
  readonly weight?: RouteOverride & { readonly weight: number };
}

/** `aliyun` of `sms/aliyun`. */
export const providerOf = (route: Route): string => route.slice(route.indexOf('/') + 1);

const bearsOn = ({ target }: RouteOverride, route: Route): boolean =>
  target === route || target === providerOf(route);

/** Those in force that bear on a route. */
export function overridesOf(route: Route, inForce: readonly RouteOverride[]): OverridesOfRoute {
  const own = inForce
    .filter((one) => bearsOn(one, route))
    .toSorted((one, other) => one.overrideId - other.overrideId);
  const hold = own.findLast((one) => one.weight === undefined);
  const weighed = own.findLast((one) => one.weight !== undefined);
  return {
    ...(hold === undefined ? {} : { hold }),
    ...(weighed?.weight === undefined ? {} : { weight: { ...weighed, weight: weighed.weight } }),
  };
}
