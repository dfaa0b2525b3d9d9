import type { LocalDay } from '../calendar/clock-face.js';
import { dayAt, localDay } from '../calendar/clock-face.js';
import type { Opening } from './day-openings.js';
import { openingsOf, wholeDay } from './day-openings.js';
import type { Hold, WiderFrom } from './hold.js';
import { sightDays, widerFrom } from './hold.js';
import type { SendPolicy } from './policies.js';

/** Which rule lets a notice go: business hours, the wider window, or urgency outside quiet hours. */
export type PermissionRule = 'workday-window' | 'wider-window' | 'urgent';

/** A stretch in which sending is permitted, and the rule by which it begins. */
export interface PermittedSpan extends Opening {
  readonly by: PermissionRule;
}

/** The calendar has no data for this year, or none of its days within sight opens anything. */
export interface UnknownYear {
  readonly unknownYear: number;
}

interface Asked {
  readonly policy: SendPolicy;
  readonly urgent: boolean;
}

/** A permission that goes on without end is followed for so many days. */
const followedDays = 3;

/**
 * The permitted spans from `now` on, in order, each as long as it goes; one that holds at `now`
 * comes first, with a beginning not before its day's. The last item is always an unknown year.
 */
export function* permittedSpans(
  hold: Hold,
  asked: Asked,
  now: number,
): Generator<PermittedSpan | UnknownYear> {
  const { timeZone } = hold.rules;
  const today = dayAt(timeZone, now);
  const usesWider = asked.policy === 'preferred' && !asked.urgent;
  const allowance: WiderFrom = usesWider ? widerFrom(hold, now) : { from: Infinity };
  let unknownYear: number | undefined;
  let open: PermittedSpan | undefined;
  let day = today;
  for (let ahead = 0; ahead <= sightDays; ahead += 1) {
    day = localDay(timeZone, today.dayNumber + ahead);
    const spans = spansOn(day, hold, asked, now, allowance);
    if (spans === undefined) {
      unknownYear = allowance.perhaps?.unknownYear;
      break;
    }
    for (const span of spans) {
      if (span.closesAt <= now) continue;
      if (open !== undefined && span.opensAt <= open.closesAt) {
        open = { ...open, closesAt: Math.max(open.closesAt, span.closesAt) };
      } else {
        if (open !== undefined) yield open;
        open = span;
      }
    }
    if (open === undefined) continue;
    if (open.closesAt < day.endsAt || open.closesAt - open.opensAt > followedDays * 86_400_000) {
      yield open;
      open = undefined;
    }
  }
  if (open !== undefined) yield open;
  yield { unknownYear: unknownYear ?? Number(day.date.slice(0, 4)) };
}

/** A day's permitted spans, in order of opening; undefined where the day is not known and had to be. */
function spansOn(
  day: LocalDay,
  { rules, quiet, endsAt }: Hold,
  asked: Asked,
  now: number,
  { from, perhaps }: WiderFrom,
): PermittedSpan[] | undefined {
  if (asked.urgent) return openingsOf(day, wholeDay, quiet).map((span) => ({ ...span, by: 'urgent' }));
  const office = openingsOf(day, rules.window, quiet);
  const widerFromOn = (since: number): Opening[] =>
    openingsOf(day, rules.wider, quiet)
      .filter(({ closesAt }) => closesAt > since)
      .map(({ opensAt, closesAt }) => ({ opensAt: Math.max(opensAt, since), closesAt }));
  const wider = asked.policy === 'strict' ? [] : widerFromOn(from);
  const workday = rules.days.isWorkday(day.date);
  const inDoubt =
    perhaps !== undefined && widerFromOn(Math.max(perhaps.at, now)).some(({ opensAt }) => opensAt < endsAt);
  if (inDoubt && workday !== true) return undefined;
  if (workday === undefined) {
    // What the wider window permits anyway, or what is over, need not be known; and once the hold is
    // over the day counts as none, so that the notice goes in the wider window.
    const needed = office.some(
      (span) =>
        span.closesAt > now &&
        !wider.some(({ opensAt, closesAt }) => opensAt <= span.opensAt && closesAt >= span.closesAt),
    );
    if (needed && (asked.policy === 'strict' || now < endsAt)) return undefined;
  }
  return [
    ...(workday === true ? office.map((span) => ({ ...span, by: 'workday-window' as const })) : []),
    ...wider.map((span) => ({ ...span, by: 'wider-window' as const })),
  ].sort((one, other) => one.opensAt - other.opensAt);
}
