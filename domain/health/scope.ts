/** What is judged, and where trouble lies: a route, of it the numbers of a province, of those a carrier's. */
import { isRoute } from '../attempt/route.js';
import type { Route } from '../attempt/route.js';
import { carriers, provinces } from '../contact/number-segment.js';
import type { CarrierGuess, ProvinceGuess, SegmentGuess } from '../contact/number-segment.js';

/** A carrier stands only beside a province. */
export interface Scope {
  readonly route: Route;
  readonly province?: ProvinceGuess;
  readonly carrier?: CarrierGuess;
}

/** In one word, as alarms and records have it: `sms/aliyun`, `sms/aliyun@广东`, `sms/aliyun@广东/china-mobile`. */
export const scopeName = ({ route, province, carrier }: Scope): string =>
  `${route}${province === undefined ? '' : `@${province}`}${carrier === undefined ? '' : `/${carrier}`}`;

/** Reads {@link scopeName}; undefined for anything else. */
export function scopeFrom(name: string): Scope | undefined {
  const [route = '', place, ...more] = name.split('@');
  if (!isRoute(route) || more.length > 0) return undefined;
  if (place === undefined) return { route };
  const [where, whose, ...rest] = place.split('/');
  const province = provinces.find((one) => one === where);
  const carrier = carriers.find((one) => one === whose);
  if (province === undefined || rest.length > 0) return undefined;
  if (whose !== undefined && carrier === undefined) return undefined;
  return { route, province, ...(carrier === undefined ? {} : { carrier }) };
}

/** Whether a number by that route lies in the scope, as far as its beginning tells. */
export const holds = (scope: Scope, route: Route, { province, carrier }: SegmentGuess): boolean =>
  scope.route === route &&
  (scope.province === undefined || scope.province === province) &&
  (scope.carrier === undefined || scope.carrier === carrier);

/** Whether all of `inner` lies in `outer`. */
export const encloses = (outer: Scope, inner: Scope): boolean => holds(outer, inner.route, inner);
