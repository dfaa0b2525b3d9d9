import { setTimeout as wait } from 'node:timers/promises';

/** Waits so long, and no longer than until it is stopped; never rejects. */
export const untilStopped = (ms: number, stopping: AbortSignal): Promise<void> =>
  wait(ms, undefined, { signal: stopping }).catch(() => undefined);
