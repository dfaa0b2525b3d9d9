/** From the facts of one notice to its cause. Total: whatever is on record comes to one. */
import { channelOf } from '../attempt/route.js';
import { assertNever } from '../failure/assert-never.js';
import type { Wait } from '../notice/state.js';
import { findDelivered } from './find-delivered.js';
import { detoursOf } from './detour.js';
import type { ApplicationFacts, AttemptFacts, NoticeFacts } from './facts.js';
import type { Finding, Place } from './finding.js';
import { given } from './given.js';
import { doneAlone } from './second-person.js';
import { supersederOf } from './superseder.js';
import { findWithStaff, lastTask } from './find-with-staff.js';

/** The sweep looks about once a minute; what is younger than this may still be on its way. */
const stallGraceMs = 60_000;

export const placeOf = ({ stage, round }: Place): Place => ({ stage, round });

/** Why this notice has, or has not yet, reached the applicant. `now` in epoch milliseconds. */
export function findingOf(application: ApplicationFacts, notice: NoticeFacts, now: number): Finding {
  const place = placeOf(notice);
  const at = notice.finishedAt;
  switch (notice.state) {
    case 'held':
    case 'sending':
    case 'awaiting-receipt':
      return findUnderWay(notice, now);
    case 'with-staff':
      return hasDelivered(notice) ? findDelivered(notice) : findWithStaff(notice, now);
    case 'delivered':
      return findDelivered(notice);
    case 'completed-by-staff': {
      const { outcome, staffRef, identity } = completedTask(notice) ?? {};
      return {
        cause: 'completed-by-staff',
        place,
        ...given({
          at,
          outcome,
          staffRef,
          verified: identity === undefined ? undefined : identity === 'verified',
        }),
      };
    }
    case 'superseded': {
      const newer = supersederOf(application, notice);
      return { cause: 'superseded', place, ...given({ at, by: newer && placeOf(newer) }) };
    }
    case 'withdrawn':
      return { cause: 'withdrawn', place, ...given({ at: application.withdrawnAt ?? at }) };
    case 'unreachable': {
      // A receipt came after staff had given up: `delivered` wins, however late.
      if (hasDelivered(notice)) return findDelivered(notice);
      const { staffRef, confirmedBy } = completedTask(notice) ?? {};
      const done = doneAlone(notice);
      const alone = done && given({ by: done.by, verdict: done.verdict });
      return { cause: 'unreachable', place, ...given({ at, staffRef, confirmedBy, alone }) };
    }
    default:
      return assertNever(notice.state);
  }
}

/** What is held, sent or awaited; past the instant it named without a word, it has stalled. */
function findUnderWay(notice: NoticeFacts, now: number): Finding {
  const place = placeOf(notice);
  const last = notice.attempts.at(-1);
  if (hasDelivered(notice)) return findDelivered(notice);
  const { waitingFor } = notice;
  if (waitingFor === undefined) return sentOrAwaited(notice, place, last, undefined);
  const { kind, until } = waitingFor;
  const alarmed = notice.alarms.includes('notice-silent') || notice.alarms.includes('workflow-stuck');
  if (kind !== 'staff' && until < now && (alarmed || until + stallGraceMs < now))
    return { cause: 'stalled', place, waitedFor: kind, until };
  return waiting(notice, place, kind, until, now);
}

function waiting(notice: NoticeFacts, place: Place, kind: Wait, until: number, now: number): Finding {
  const last = notice.attempts.at(-1);
  const hold = notice.holds.at(-1);
  switch (kind) {
    case 'workflow':
      return { cause: 'being-taken-up', place, since: notice.owedAt };
    case 'window':
      return hold?.because === 'quiet-hours'
        ? { cause: 'held-for-quiet', place, until, ...given({ line: hold.line }) }
        : { cause: 'held-for-hours', place, until, ...given({ policy: hold?.policy, line: hold?.line }) };
    case 'calendar':
      return { cause: 'calendar-unknown', place, askAgainAt: until };
    case 'provider':
    case 'receipt':
      return sentOrAwaited(notice, place, last, until);
    case 'reconciliation':
      return {
        cause: 'outcome-unknown',
        place,
        asked: last?.asked ?? 0,
        until,
        ...given({ route: last?.route }),
      };
    case 'back-off':
      return { cause: 'provider-limit', place, until, ...given({ route: last?.route }) };
    case 'staff':
      return findWithStaff(notice, now);
    default:
      return assertNever(kind);
  }
}

/** A call under way, or one that was accepted: while a send lingers, the notice still says `provider`. */
function sentOrAwaited(
  notice: NoticeFacts,
  place: Place,
  last: AttemptFacts | undefined,
  until: number | undefined,
): Finding {
  const detours = detoursOf(notice.attempts);
  if (last?.outcome !== 'accepted' || last.settlement !== undefined)
    return { cause: 'being-sent', place, detours, ...given({ route: openRoute(last) }) };
  const since = last.answeredAt ?? last.intendedAt;
  const awaited = {
    place,
    since,
    detours,
    ...given({ until: notice.waitingFor?.kind === 'receipt' ? until : (last.receiptDeadline ?? until) }),
  };
  if (last.evidence === 'acceptance') return { cause: 'mail-server-accepted', ...awaited };
  if (channelOf(last.route) === 'push') return { cause: 'push-unacknowledged', ...awaited };
  return { cause: 'awaiting-receipt', route: last.route, ...awaited };
}

/** The route of a call whose answer is not known yet; after a refusal the next one is about to be chosen. */
const openRoute = (last: AttemptFacts | undefined) =>
  last?.outcome === 'intended' && last.settlement === undefined ? last.route : undefined;

const completedTask = (notice: NoticeFacts) =>
  notice.tasks.findLast(({ outcome }) => outcome !== undefined) ?? lastTask(notice);

const hasDelivered = ({ attempts }: NoticeFacts): boolean =>
  attempts.some(({ settlement }) => settlement === 'delivered');
