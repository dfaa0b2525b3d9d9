import { setTimeout as pause } from 'node:timers/promises';
import type { lastPriority, Priority } from '../../domain/plan/priority.js';
import { defaultPriority } from '../../domain/plan/priority.js';

/** Keeps a provider's limit without bursts: calls leave evenly spaced, never two at once. */
export interface Pacer {
  /**
   * Resolves with 0 when the caller may go: the more urgent first, and among equals in the order they
   * came. One whose turn is further off than `mostMs`, be it that others overtook it while it waited,
   * gets no turn and is told in how many milliseconds to come again: at the pace of the route, so that a
   * long line does not come back all at once, and within some minutes.
   */
  turn(mostMs: number, priority?: Priority | typeof lastPriority): Promise<number>;
  /**
   * Resolves when the call of a turn may leave. What lies between the two, a commit above all, takes longer at one time
   * than at another, and would press calls together: in any second at most as many leave as are allowed.
   */
  leave(): Promise<void>;
  /** Goes on at another pace: from the call before, so that neither a burst nor a stall lies between. */
  keep(perSecond: number): void;
}

interface Waiting {
  readonly priority: Priority | typeof lastPriority;
  readonly mostMs: number;
  /** Epoch of the pacer's clock from which on it waits no longer. */
  readonly latestAt: number;
  readonly answer: (waitMs: number) => void;
}

/** Timers fire late; so much of a delay is caught up with, so that the pace is kept and no burst follows a stall. */
const caughtUpMs = 20;
/** How much later than promised a turn may come before its caller is sent away. */
const graceMs = 50;

/**
 * By so much the network may bring two calls closer to each other than they left: a second of ours is so much longer,
 * and the provider, which counts what arrives, never has more than it allows within one of its own.
 */
const squeezeMs = 60;

/** Between two turns, milliseconds. */
export const spacingOf = (perSecond: number): number => (1_000 + squeezeMs) / perSecond;

/**
 * Whoever is sent away looks in again after so long, should others have left the line. All of a line that is longer look
 * in once within this time, which must leave the machine enough for sending.
 */
const mostAwayMs = 300_000;

const comeAgainMs = (waitMs: number, mostMs: number): number => Math.max(1, Math.ceil(waitMs - mostMs / 2));

/**
 * A pacer for `perSecond` calls a second. Temporal's own queue limit is a token bucket that lets a
 * second's worth through at once, which a provider counts as twice its limit.
 */
export function createPacer(perSecond: number, now: () => number = () => performance.now()): Pacer {
  let spacingMs = spacingOf(perSecond);
  const departures = createDepartures(perSecond, now);
  let waiting: Waiting[] = [];
  /** The last turn that was promised to somebody sent away, by priority. */
  const promisedAt = new Map<Waiting['priority'], number>();
  // Nobody has gone yet.
  let nextAt = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  const serve = (): void => {
    timer = undefined;
    for (let at = now(); at >= nextAt; at = now()) {
      const next = waiting.shift();
      if (next === undefined) return;
      nextAt = Math.max(nextAt, at - caughtUpMs) + spacingMs;
      next.answer(0);
    }
    // Whoever was overtaken until it is too late makes room and comes again.
    waiting = waiting.filter(({ latestAt, mostMs, answer }, place) => {
      const turnAt = nextAt + place * spacingMs;
      if (turnAt <= latestAt + graceMs) return true;
      answer(comeAgainMs(turnAt - now(), mostMs));
      return false;
    });
    wait();
  };
  const wait = (): void => {
    // A timer may fire a fraction of a millisecond early: a call never leaves early.
    if (waiting.length > 0) timer ??= setTimeout(serve, Math.max(1, Math.ceil(nextAt - now())));
  };

  /** A turn behind everybody of such a priority who is away; from the line's own end again where that is too far off. */
  const promise = (turnAt: number, priority: Waiting['priority'], at: number): number => {
    const before = [...promisedAt].flatMap(([other, lastAt]) => (other <= priority ? [lastAt] : []));
    const behindAt = Math.max(turnAt, ...before.map((lastAt) => lastAt + spacingMs));
    const promised = behindAt - at > mostAwayMs ? turnAt : behindAt;
    promisedAt.set(priority, promised);
    return promised;
  };

  return {
    turn: (mostMs, priority = defaultPriority) => {
      const at = now();
      const ahead = waiting.filter((one) => one.priority <= priority).length;
      const waitMs = Math.max(0, nextAt - at) + ahead * spacingMs;
      if (waitMs > mostMs)
        return Promise.resolve(comeAgainMs(promise(at + waitMs, priority, at) - at, mostMs));
      if (waitMs === 0 && waiting.length === 0) {
        nextAt = at + spacingMs;
        return Promise.resolve(0);
      }
      return new Promise((answer) => {
        waiting.splice(ahead, 0, { priority, mostMs, latestAt: at + mostMs, answer });
        wait();
      });
    },
    leave: async () => {
      await departures.next();
    },
    keep: (other) => {
      nextAt += spacingOf(other) - spacingMs;
      spacingMs = spacingOf(other);
      departures.keep(other);
      // Promised at another pace: whoever is sent away from now on follows the line as it is.
      promisedAt.clear();
      clearTimeout(timer);
      timer = undefined;
      wait();
    },
  };
}

/** Lets calls leave: each a second after the one that is as many before it as are allowed in one. */
function createDepartures(perSecond: number, now: () => number) {
  let allowed = perSecond;
  /** When each of the last left; those that still wait are among them. */
  let last: Promise<number>[] = [];
  const after = async (before: Promise<number> | undefined, most: number): Promise<number> => {
    if (before !== undefined) {
      // As it did leave: a timer may have fired late.
      const waitMs = (await before) + most * spacingOf(allowed) - now();
      if (waitMs > 0) await pause(Math.ceil(waitMs));
    }
    return now();
  };
  return {
    next: (): Promise<number> => {
      // Less than one a second: one in several.
      const most = Math.max(1, Math.floor(allowed));
      const leaving = after(last.at(-most), most);
      last = [...last, leaving].slice(-most);
      return leaving;
    },
    keep: (other: number): void => {
      allowed = other;
    },
  };
}
