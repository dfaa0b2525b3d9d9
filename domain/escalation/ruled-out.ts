/** Which further uses a failure speaks against, for the machines' next step and for a resend alike. */
import { channelOf } from '../attempt/route.js';
import type { FailureClass } from '../failure/failure-class.js';
import type { PlannedRoute } from '../plan/plan.js';
import { ruledOutBy } from './class-rules.js';

/** One route to one contact value. */
export type Use = Pick<PlannedRoute, 'route' | 'contact'>;

export const sameUse = (one: Use, other: Use): boolean =>
  one.route === other.route && one.contact === other.contact;

/**
 * Whether a failure of one use speaks against another: for the same contact, by any route or by its
 * channel. What only the route failed at speaks against no other use.
 */
export function speaksAgainst(failed: Use, failure: FailureClass | undefined, other: Use): boolean {
  if (failed.contact !== other.contact || failure === undefined) return false;
  switch (ruledOutBy[failure]) {
    case 'contact':
      return true;
    case 'channel':
      return channelOf(failed.route) === channelOf(other.route);
    case 'route':
    case 'back-off':
      return false;
  }
}
