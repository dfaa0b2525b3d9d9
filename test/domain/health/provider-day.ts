/** Providers as they might do for hours, minute by minute, and the rules that watch them: no clock, no ledger, a seed. */
import type { Route } from '../../../domain/attempt/route.js';
import type { ProvinceGuess } from '../../../domain/contact/number-segment.js';
import type { HealthRules, MinuteCount } from '../../../domain/health/count.js';
import { isForgotten, judgeHealth } from '../../../domain/health/judge.js';
import type { Seen } from '../../../domain/health/judge.js';
import { holds } from '../../../domain/health/scope.js';
import { factors } from '../../../domain/health/standing.js';
import type { Pace, Standing } from '../../../domain/health/standing.js';
import { rankByWeight } from '../../../domain/plan/rank.js';

export const minuteMs = 60_000;

export const rules: HealthRules = {
  windowMs: 15 * minuteMs,
  failure: { share: 0.15, minSample: 10 },
  silence: { share: 0.15, minSample: 10, afterMs: 3 * minuteMs },
  slowness: { share: 0.3, minSample: 10, afterMs: 5 * minuteMs },
};
export const pace: Pace = { downMs: 2 * minuteMs, upMs: 10 * minuteMs, mostUpMs: 160 * minuteMs };

/** What becomes of one message; `afterMs` until its receipt. */
export interface Fate {
  readonly ends: 'delivered' | 'silent' | 'failed';
  readonly afterMs?: number;
}
export interface Told {
  readonly route: Route;
  readonly province: ProvinceGuess | undefined;
  readonly at: number;
  readonly chance: () => number;
}

/** The ordinary troubles of a day: one call in a hundred fails, three receipts in a hundred never come. */
export function ordinary({ chance }: Told): Fate {
  if (chance() < 0.01) return { ends: 'failed' };
  return chance() < 0.03 ? { ends: 'silent' } : { ends: 'delivered', afterMs: quick(chance) };
}
/** Seconds, now and then minutes. */
const quick = (chance: () => number): number => 2_000 / (1 - Math.min(0.995, chance()));

/** Where applicants' numbers are from: a third of which the table knows nothing, the rest over the provinces given. */
export interface Day {
  readonly seed: number;
  readonly minutes: number;
  readonly perMinute: number;
  readonly provinces: readonly (ProvinceGuess | undefined)[];
  readonly routes: readonly Route[];
  readonly fate: (told: Told) => Fate;
}

export interface Sent extends Omit<Told, 'chance'> {
  readonly fate: Fate;
}

export interface Watched {
  /** Every look, minute by minute. */
  readonly looks: readonly { readonly at: number; readonly seen: readonly Seen[] }[];
  readonly sent: readonly Sent[];
  /** How often a share was changed. */
  readonly moves: number;
}

export function watch(day: Day): Watched {
  const chance = chances(day.seed);
  const sent: Sent[] = [];
  const looks: { at: number; seen: readonly Seen[] }[] = [];
  const counted = new Counted();
  let standings: readonly Standing[] = [];
  let moves = 0;
  for (let minute = 0; minute < day.minutes; minute += 1) {
    const at = minute * minuteMs;
    for (let nth = 0; nth < day.perMinute; nth += 1) {
      const province = day.provinces[Math.floor(chance() * day.provinces.length)];
      const route = choose(day.routes, province, standings, `A-${minute}-${nth}`);
      const fate = day.fate({ route, province, at, chance });
      sent.push({ route, province, at, fate });
      counted.add({ route, province, at, fate });
    }
    const now = at + minuteMs;
    const seen = judgeHealth({
      at: now,
      routes: day.routes.map((route) => ({ route, rules, isOpen: true })),
      counts: counted.at(now),
      standings,
      pace,
    });
    moves += seen.filter(({ standing, before }) => standing.step !== (before?.step ?? 0)).length;
    const kept = standings.filter((one) => !seen.some(({ before }) => before === one));
    standings = [...kept, ...seen.map(({ standing }) => standing)].filter((one) => !isForgotten(one, now));
    looks.push({ at: now, seen });
  }
  return { looks, sent, moves };
}

function choose(
  routes: readonly Route[],
  province: ProvinceGuess | undefined,
  standings: readonly Standing[],
  applicationId: string,
): Route {
  const weighed = routes.map((route) => {
    const within = standings.filter(({ scope }) =>
      holds(scope, route, province === undefined ? {} : { province }),
    );
    const step = Math.max(0, ...within.filter(({ overAt }) => overAt === undefined).map((one) => one.step));
    return { route, weight: factors[step] ?? 1 };
  });
  return rankByWeight(weighed, applicationId)[0]?.route ?? 'sms/none';
}

/** As a ledger would count them at a moment, one minute after the other. */
class Counted {
  readonly #minutes = new Map<number, Map<string, Count>>();
  /** Receipts, by the minute in which they come. */
  readonly #due = new Map<number, { readonly count: Count; readonly isLate: boolean }[]>();

  add({ route, province, at, fate: { ends, afterMs = Infinity } }: Sent): void {
    const minute = this.#minutes.get(at) ?? new Map<string, Count>();
    this.#minutes.set(at, minute);
    const name = `${route} ${province ?? ''}`;
    const scope = { route, ...(province === undefined ? {} : { province }) };
    const count = minute.get(name) ?? {
      ...scope,
      at,
      answered: 0,
      failed: 0,
      accepted: 0,
      silent: 0,
      late: 0,
    };
    minute.set(name, count);
    count.answered += 1;
    if (ends === 'failed') {
      count.failed += 1;
      return;
    }
    count.accepted += 1;
    count.silent += 1;
    if (ends === 'silent') return;
    const comes = Math.floor((at + afterMs) / minuteMs) * minuteMs;
    const isLate = afterMs > (rules.slowness?.afterMs ?? Infinity);
    this.#due.set(comes, [...(this.#due.get(comes) ?? []), { count, isLate }]);
  }

  at(now: number): MinuteCount[] {
    for (const { count, isLate } of this.#due.get(now - minuteMs) ?? []) {
      count.silent -= 1;
      if (isLate) count.late += 1;
    }
    this.#minutes.delete(now - 31 * minuteMs);
    return [...this.#minutes.values()].flatMap((counts) => [...counts.values()]);
  }
}

type Count = { -readonly [Key in keyof MinuteCount]: MinuteCount[Key] };

/** Numbers from 0 to 1 (mulberry32). */
function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
