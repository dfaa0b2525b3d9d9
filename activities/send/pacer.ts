/** Keeps a provider's limit without bursts: calls leave evenly spaced, never two at once. */
export interface Pacer {
  /** Resolves when the caller may go. Callers go in the order they came. */
  turn(): Promise<void>;
}

/**
 * A pacer for `perSecond` calls a second. Temporal's own queue limit is a token bucket that lets a
 * second's worth through at once, which a provider counts as twice its limit.
 */
export function createPacer(perSecond: number, now: () => number = () => performance.now()): Pacer {
  const spacingMs = 1_000 / perSecond;
  let nextAt = 0;
  return {
    turn: async () => {
      const at = Math.max(now(), nextAt);
      nextAt = at + spacingMs;
      const waitMs = at - now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    },
  };
}
