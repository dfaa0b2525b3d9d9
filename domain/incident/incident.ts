/** A disturbance of a provider that people run together until everybody it left untold is accounted for. */
import { isRoute } from '../attempt/route.js';
import type { CarrierGuess, ProvinceGuess } from '../contact/number-segment.js';
import { namesRoute } from '../plan/override.js';

/** Which messages it is about. Instants are epoch milliseconds. */
export interface IncidentScope {
  /** `sms/aliyun`, or `aliyun` for every route of that provider; it need not be configured any more. */
  readonly target: string;
  readonly province?: ProvinceGuess;
  /** Only beside a province. */
  readonly carrier?: CarrierGuess;
  /** Messages begun from then on … */
  readonly from: number;
  /** … and before that; while it goes on there is no end. */
  readonly until?: number;
}

/** What is heard of the provider about it; the report says when. */
export const providerMarks = ['notified', 'answered', 'restored'] as const;
export type ProviderMark = (typeof providerMarks)[number];

/** As people call it, and as it is the subject of its alarms and approvals. */
export const incidentName = (incidentId: number): string => `incident ${incidentId}`;

/** Reads {@link incidentName}; undefined for anything else. */
export function incidentFrom(name: string): number | undefined {
  const [, digits] = /^incident ([1-9]\d{0,14})$/.exec(name) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Whether a target names another, be it a route of that provider. */
const isTargetOf = (target: string, other: string): boolean =>
  target === other || (isRoute(other) && namesRoute(target, other));

/** Whether every message of `inner` is one of `outer`, be it that `inner` began a little earlier where both go on. */
export const enclosesIncident = (outer: IncidentScope, inner: IncidentScope): boolean =>
  isTargetOf(outer.target, inner.target) &&
  (outer.province === undefined || outer.province === inner.province) &&
  (outer.carrier === undefined || outer.carrier === inner.carrier) &&
  (outer.until === undefined
    ? inner.until === undefined || outer.from <= inner.from
    : inner.until !== undefined && outer.from <= inner.from && inner.until <= outer.until);

/** Whether a message may be one of both. */
export const meets = (one: IncidentScope, other: IncidentScope): boolean =>
  (isTargetOf(one.target, other.target) || isTargetOf(other.target, one.target)) &&
  areAlike(one.province, other.province) &&
  areAlike(one.carrier, other.carrier) &&
  one.from < (other.until ?? Infinity) &&
  other.from < (one.until ?? Infinity);

const areAlike = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || one === other;
