/** How a notice was delivered, and how sure that is. */
import { detoursOf } from './detour.js';
import type { NoticeFacts } from './facts.js';
import type { Finding } from './finding.js';
import { given } from './given.js';

/** A notice that is delivered, or of which a receipt says so. */
export function findDelivered(notice: NoticeFacts): Finding {
  const place = { stage: notice.stage, round: notice.round };
  const [first] = notice.attempts
    .filter(({ settlement }) => settlement === 'delivered')
    .sort((one, other) => (one.settledAt ?? Infinity) - (other.settledAt ?? Infinity));
  const at = first?.settledAt ?? notice.finishedAt;
  const contradictedAt =
    notice.contradictions[0]?.at ?? (first === undefined ? revokedAt(notice) : undefined);
  if (contradictedAt !== undefined)
    return { cause: 'delivery-contradicted', place, contradictedAt, ...given({ at, route: first?.route }) };
  const detours = detoursOf(notice.attempts);
  if (first?.evidence === 'acceptance')
    return { cause: 'delivered-unconfirmed', place, route: first.route, detours, ...given({ at }) };
  const wasWithStaff = notice.tasks.length > 0;
  const how = { place, detours, ...given({ at, route: first?.route }) };
  return wasWithStaff || notice.attempts.some(({ purpose }) => purpose === 'copy')
    ? { cause: 'delivered-late', ...how, wasWithStaff }
    : { cause: 'delivered', ...how };
}

/** When what had counted as delivered came back: a bounce takes the place of the settlement. */
const revokedAt = ({ attempts, finishedAt }: NoticeFacts): number | undefined =>
  attempts.find(
    ({ settlement, settledAt }) =>
      settlement === 'undelivered' && (settledAt ?? 0) >= (finishedAt ?? Infinity),
  )?.settledAt;
