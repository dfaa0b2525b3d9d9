/** What is pushed, and when: made from a seed, before anything is pushed. */
import type { Awaiting } from './prepare.js';

/** A push at its time, in milliseconds from the beginning; `rows` as Aliyun writes them. */
export interface PlannedPush {
  readonly atMs: number;
  readonly route: string;
  readonly rows: readonly PlannedRow[];
}

export interface PlannedRow {
  readonly attemptId: string;
  readonly messageId: string;
  readonly code: string;
}

/** Of all receipts so many are pushed a second time. */
const repeatedShare = 0.1;
/** Half of the pushes bring one receipt, the others 2 to 20. */
const singleShare = 0.5;
const mostRows = 20;

/**
 * What carriers report on one message, in this order: nothing known yet, once more, failed, failed otherwise, delivered
 * after all. The last ones are what a message gets that has fewer.
 */
const story = [
  'SP_UNKNOWN_ERROR',
  'REQUEST_SUCCESS',
  'MOBILE_SEND_LIMIT',
  'MOBILE_NOT_ON_SERVICE',
  'DELIVERED',
] as const;
export const mostEach = story.length;

/** How many messages must await their receipts for a plan: each gets `each` different ones. */
export const attemptsNeeded = (receipts: number, each: number): number =>
  Math.ceil((receipts * (1 - repeatedShare) * 1.03) / each) + mostRows;

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How much is pushed, and from which seed. */
export interface PushOrder {
  /** Receipts a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Different receipts a message. */
  readonly each: number;
  readonly seed: number;
}

/**
 * `rate` receipts a second for `seconds`, in pushes that come at random (exponential gaps): nobody waits with one for
 * the answer to another. What is reported on one message comes in its order, mixed with all others'.
 */
export function planPushes(
  { rate, seconds, each, seed }: PushOrder,
  awaiting: readonly Awaiting[],
): PlannedPush[] {
  const chance = chances(seed);
  const fresh = story.slice(-each).flatMap((code) =>
    shuffled(awaiting, chance).map(({ route, attemptId, messageId }) => ({
      route,
      attemptId,
      messageId,
      code,
    })),
  );
  const pushed: { readonly row: RoutedRow; readonly atMs: number }[] = [];
  const pushes: PlannedPush[] = [];
  let [next, atMs] = [0, 0];
  for (let planned = 0; planned < rate * seconds;) {
    const size = chance() < singleShare ? 1 : 2 + Math.floor(chance() * (mostRows - 1));
    atMs += (-Math.log(1 - chance()) * size * 1_000) / rate;
    const rows = new Map<string, PlannedRow[]>();
    for (let n = 0; n < size; n += 1) {
      const before = pushed[Math.floor(chance() * pushed.length)];
      // A provider that had no answer pushes again, after a while.
      const again = chance() < repeatedShare && before !== undefined && before.atMs < atMs - 1_000;
      const row = again ? before.row : fresh[next++];
      if (row === undefined) throw new Error('more receipts were planned than messages wait for one');
      const { route, ...rest } = row;
      rows.set(route, [...(rows.get(route) ?? []), rest]);
      if (!again) pushed.push({ row, atMs });
    }
    for (const [route, some] of rows) pushes.push({ atMs, route, rows: some });
    planned += size;
  }
  // Chance made it a little longer or shorter than it is to be.
  const scale = (seconds * 1_000) / atMs;
  return pushes.map((push) => ({ ...push, atMs: push.atMs * scale }));
}

type RoutedRow = PlannedRow & { readonly route: string };

function shuffled<Item>(items: readonly Item[], chance: () => number): Item[] {
  const all = [...items];
  for (let place = all.length - 1; place > 0; place -= 1) {
    const other = Math.floor(chance() * (place + 1));
    const [one, two] = [all[place], all[other]];
    if (one !== undefined && two !== undefined) [all[place], all[other]] = [two, one];
  }
  return all;
}
