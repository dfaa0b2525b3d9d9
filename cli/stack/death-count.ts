const windowMs = 60_000;
const mostDeathsBeforeReady = 3;
/** How a part that died is started again. */
export interface Restarts {
  /** The least and the greatest pause before that, in milliseconds. */
  readonly pausesMs: readonly [shortest: number, longest: number];
  /** With one death more within a minute it is given up. */
  readonly mostInAMinute: number;
}

/** Pauses from 0.2 s to 5 s, and given up at the ninth death within a minute. */
export const usualRestarts: Restarts = { pausesMs: [200, 5_000], mostInAMinute: 8 };

/** What to do after a death: start again after a pause, or stop trying. */
export type Verdict =
  | { readonly kind: 'start-again'; readonly pauseMs: number }
  | { readonly kind: 'give-up'; readonly times: number };

/**
 * Decides how often a part may die: pauses double from the least to the greatest and start over once it
 * has lived for a minute; too many deaths within a minute, or a third before it was ever ready, end the trying.
 */
export class DeathCount {
  readonly #recentMs: number[] = [];
  #pauseMs: number;

  constructor(private readonly restarts: Restarts = usualRestarts) {
    [this.#pauseMs] = restarts.pausesMs;
  }

  /** Counts a death now. */
  add(death: { wasReady: boolean; livedMs: number }, nowMs = Date.now()): Verdict {
    this.#recentMs.push(nowMs);
    while (this.#recentMs[0] !== undefined && this.#recentMs[0] <= nowMs - windowMs) this.#recentMs.shift();
    const times = this.#recentMs.length;
    if (times > this.restarts.mostInAMinute || (!death.wasReady && times >= mostDeathsBeforeReady))
      return { kind: 'give-up', times };
    const [shortestMs, longestMs] = this.restarts.pausesMs;
    if (death.livedMs >= windowMs) this.#pauseMs = shortestMs;
    const pauseMs = this.#pauseMs;
    this.#pauseMs = Math.min(pauseMs * 2, longestMs);
    return { kind: 'start-again', pauseMs };
  }
}
