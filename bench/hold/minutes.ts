/** What the applications of a steady load came to, minute by minute. */
import { spreadOf } from '../figures/spread.js';
import type { Spread } from '../figures/spread.js';
import type { Fed } from '../ladder/loan-system/feed.js';

/** The end of a minute, as it was seen. */
export interface Seen {
  readonly at: number;
  readonly underWay: number;
  /** Processor time since the start of each process, milliseconds. */
  readonly usedMs: Readonly<Record<string, number>>;
  /** Resident now, bytes. */
  readonly residentBytes: Readonly<Record<string, number>>;
}

export interface Minute {
  /** Notices heard of as delivered in it. */
  readonly told: number;
  /** From when a notice that was due in it was due, until it was heard of as delivered, milliseconds. */
  readonly lagMs: Spread;
  /** As it ended. */
  readonly underWay: number;
  readonly residentBytes: Readonly<Record<string, number>>;
  /** Processor time for each application that ended in it, milliseconds. */
  readonly cpuMs: Readonly<Record<string, number>>;
}

interface Notice {
  readonly dueAt: number;
  readonly toldAt: number;
}

/** One for each of two that were seen one after the other. An application's first notice is due when that itself is. */
export function minutesOf(seen: readonly Seen[], fed: readonly Fed[]): Minute[] {
  const notices = fed.flatMap(({ dueAt, reportedAt, deliveredAt }) =>
    deliveredAt.map((toldAt, nth): Notice => ({
      dueAt: nth === 0 ? dueAt : (reportedAt[nth] ?? toldAt),
      toldAt,
    })),
  );
  return seen.slice(1).map((end, nth) => {
    const begin = seen[nth] ?? end;
    const isIn = (at: number): boolean => at >= begin.at && at < end.at;
    const ended = fed.filter(({ deliveredAt }) => isIn(deliveredAt.at(-1) ?? 0)).length;
    return {
      told: notices.filter(({ toldAt }) => isIn(toldAt)).length,
      lagMs: spreadOf(notices.filter(({ dueAt }) => isIn(dueAt)).map(({ dueAt, toldAt }) => toldAt - dueAt)),
      underWay: end.underWay,
      residentBytes: end.residentBytes,
      cpuMs: Object.fromEntries(
        Object.entries(end.usedMs).map(([name, used]) => [name, (used - (begin.usedMs[name] ?? 0)) / ended]),
      ),
    };
  });
}
