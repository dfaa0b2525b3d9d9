const windowMs = 60_000;
const mostDeathsInWindow = 8;
const mostDeathsBeforeReady = 3;
/** The least and the greatest pause before a part is started again, in milliseconds. */
export type RestartPausesMs = readonly [shortest: number, longest: number];

/** From 0.2 s to 5 s. */
export const usualPausesMs: RestartPausesMs = [200, 5_000];

/** What to do after a death: start again after a pause, or stop trying. */
export type Verdict =
  | { readonly kind: 'start-again'; readonly pauseMs: number }
  | { readonly kind: 'give-up'; readonly times: number };

/**
 * Decides how often a part may die: pauses double from the least to the greatest and start over once it
 * has lived for a minute; a ninth death within a minute, or a third before it was ever ready, ends the trying.
 */
export class DeathCount {
  readonly #recentMs: number[] = [];
  #pauseMs: number;

  constructor(private readonly pausesMs: RestartPausesMs = usualPausesMs) {
    [this.#pauseMs] = pausesMs;
  }

  /** Counts a death now. */
  add(death: { wasReady: boolean; livedMs: number }, nowMs = Date.now()): Verdict {
    this.#recentMs.push(nowMs);
    while (this.#recentMs[0] !== undefined && this.#recentMs[0] <= nowMs - windowMs) this.#recentMs.shift();
    const times = this.#recentMs.length;
    if (times > mostDeathsInWindow || (!death.wasReady && times >= mostDeathsBeforeReady))
      return { kind: 'give-up', times };
    const [shortestMs, longestMs] = this.pausesMs;
    if (death.livedMs >= windowMs) this.#pauseMs = shortestMs;
    const pauseMs = this.#pauseMs;
    this.#pauseMs = Math.min(pauseMs * 2, longestMs);
    return { kind: 'start-again', pauseMs };
  }
}
