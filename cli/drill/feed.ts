/** What the drill's loan system reports: made up from a seed, the same every time. Pure. */
import { hash32 } from '../../domain/ids/hash.js';
import type { FeedEvent } from '../feed/feed-event.js';
import { standInApplicants } from '../feed/stand-in-applicants.js';
import { drillProvinces, lostProvince } from './provinces.js';
import type { DrillProvince } from './provinces.js';

export interface DrillFeed {
  readonly seed: string;
  /** Each with one stage. */
  readonly applications: number;
  /** From the first to the last of them, milliseconds. */
  readonly lastsMs: number;
}

/** The province that is lost has so many of the applicants, each of the others as many as the next. */
export const lostProvinceShare = 0.18;
/** The rest are preliminary approvals. */
const finalShare = 0.85;
const approvedShare = 0.6;
/** The decision is reported so long after the application. */
const decidedAfterMs = 300;
/** Numbers behind one beginning; no factor of it is one of the step's. */
const numbers = 10_000;
const step = 7_919;

/** In the order of their times. */
export function drillFeed({ seed, applications, lastsMs }: DrillFeed): FeedEvent[] {
  const maker = standInApplicants(seed);
  const lost = lostProvince(seed);
  const others = drillProvinces.filter((one) => one !== lost);
  const taken = new Map<DrillProvince, number>();
  const draw = (what: string, applicationId: string): number =>
    hash32(`${seed} ${what} ${applicationId}`) / 2 ** 32;
  const events = Array.from({ length: applications }, (_, nth): FeedEvent[] => {
    const applicationId = `DR-${String(nth + 1).padStart(6, '0')}`;
    const other = others[Math.floor(draw('other', applicationId) * others.length)] ?? lost;
    const province = draw('province', applicationId) < lostProvinceShare ? lost : other;
    const serial = taken.get(province) ?? 0;
    taken.set(province, serial + 1);
    const mobile = `${province.prefix}${String(((serial + 1) * step) % numbers).padStart(4, '0')}`;
    const atMs = Math.round((nth * lastsMs) / applications);
    const source = { file: 'drill', line: nth + 1 };
    const isFinal = draw('stage', applicationId) < finalShare;
    const decision = draw('decision', applicationId) < approvedShare ? 'approved' : 'declined';
    return [
      {
        ...{ atMs, applicationId, event: 'application', round: 1, source },
        data: { ...maker.applicationFor(applicationId, 200_000), contacts: { mobile } },
      },
      {
        ...{ atMs: atMs + decidedAfterMs, applicationId, round: 1, source },
        event: isFinal ? 'final-decision' : 'preliminary-approval',
        data: isFinal ? { decision } : {},
      },
    ];
  });
  return events.flat().toSorted((one, other) => one.atMs - other.atMs);
}

/** Applications whose final decision is an approval: whom the rule of compensation may name. */
export const approvedIn = (events: readonly FeedEvent[]): ReadonlySet<string> =>
  new Set(
    events
      .filter(({ event, data }) => event === 'final-decision' && data['decision'] === 'approved')
      .map(({ applicationId }) => applicationId),
  );
