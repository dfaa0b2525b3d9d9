/** When the drill's feed begins, how long it lasts, and when the province is lost. Pure. */
import { lostProvinceShare } from '../feed.js';

/** Instants in epoch milliseconds. */
export interface DrillPace {
  readonly startsAt: number;
  readonly lastsMs: number;
  readonly lostFrom: number;
  readonly lostUntil: number;
}

/** Parts of the feed between which the province is lost. */
export const lostFromPart = 0.25;
export const lostUntilPart = 0.7;

const leastMs = 25_000;
const perApplicationMs = 100;
const minuteMs = 60_000;
/** How much slower than it could be it may go. */
const slower = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6] as const;
const pauseStepMs = 250;

/** Four of five messages go by the provider that loses the province, as the embedded stack weighs its routes. */
export const lostMessageShare = lostProvinceShare * 0.8;
/** So many lost ones are plenty to be sure. */
const plenty = 14;
/** The minute ends so far into the feed, counted from when the province is lost: then one message in twenty is lost by then. */
const soonest = 0.22;
const mostSoonest = 0.3;
const within = 0.15;
/** What the monitor takes from the end of a minute on until the share is moved. */
const seenWithinMs = 3_500;

/**
 * The soonest end. The monitor counts by whole minutes of the clock: one of them must end while the province is lost, with
 * enough lost in it, or a feed of half a minute would be over before anything is seen.
 */
export function drillPace(applications: number, earliest: number): DrillPace {
  const baseMs = Math.max(leastMs, applications * perApplicationMs);
  const enough = Math.min(mostSoonest, Math.max(soonest, plenty / (applications * lostMessageShare)));
  let best: DrillPace | undefined;
  for (const factor of slower)
    for (let pauseMs = 0; pauseMs <= minuteMs; pauseMs += pauseStepMs) {
      const [startsAt, lastsMs] = [earliest + pauseMs, Math.round(baseMs * factor)];
      if (best !== undefined && startsAt + lastsMs >= best.startsAt + best.lastsMs) continue;
      const lostUntil = startsAt + lastsMs * lostUntilPart;
      const seen = Math.ceil((startsAt + lastsMs * (lostFromPart + enough)) / minuteMs) * minuteMs;
      const latest = Math.min(
        lostUntil - seenWithinMs,
        startsAt + lastsMs * (lostFromPart + enough + within),
      );
      if (seen <= latest)
        best = { startsAt, lastsMs, lostFrom: startsAt + lastsMs * lostFromPart, lostUntil };
    }
  if (best === undefined) throw new Error('no minute ends while the province is lost');
  return best;
}
