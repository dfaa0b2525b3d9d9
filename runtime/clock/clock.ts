/** Where the time comes from, so that a backtest can give another: `now()` in epoch milliseconds. */
export interface Clock {
  now(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };
