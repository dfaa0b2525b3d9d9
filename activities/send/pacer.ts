/** Keeps a provider's limit without bursts: calls leave evenly spaced, never two at once. */
export interface Pacer {
  /**
   * Resolves with 0 when the caller may go; callers go in the order they came. One whose turn is
   * further off than `mostMs` gets no turn and is told at once in how many milliseconds to come again.
   */
  turn(mostMs: number): Promise<number>;
}

/**
 * A pacer for `perSecond` calls a second. Temporal's own queue limit is a token bucket that lets a
 * second's worth through at once, which a provider counts as twice its limit.
 */
export function createPacer(perSecond: number, now: () => number = () => performance.now()): Pacer {
  const spacingMs = 1_000 / perSecond;
  let nextAt = 0;
  return {
    turn: async (mostMs) => {
      const at = Math.max(now(), nextAt);
      const waitMs = at - now();
      if (waitMs > mostMs) return Math.ceil(waitMs - mostMs / 2);
      nextAt = at + spacingMs;
      // A timer may fire a fraction of a millisecond early: a call never does.
      for (let leftMs = waitMs; leftMs > 0; leftMs = at - now())
        await new Promise((resolve) => setTimeout(resolve, Math.ceil(leftMs)));
      return 0;
    },
  };
}
