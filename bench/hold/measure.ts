/**
 * Whether a stack keeps up: what it can do at most is found first, then it is fed at a share of that for minutes, whatever
 * becomes of what was fed before. Then it is left alone, and so is another that was only started.
 */
import type { PartName } from '../../cli/stack/options.js';
import type { RunningStack } from '../../cli/stack/start.js';
import { residentBytes } from '../figures/memory.js';
import { processorMs } from '../figures/processor-time.js';
import { slopeOf } from '../figures/slope.js';
import type { Slope } from '../figures/slope.js';
import { measureLoad } from '../ladder/block.js';
import type { Block } from '../ladder/block.js';
import { noCommits } from '../ladder/bare/shapes.js';
import { startFeeder } from '../ladder/feeder.js';
import type { Feeder } from '../ladder/feeder.js';
import { stackOf } from '../ladder/stack.js';
import { machineOf } from '../machine.js';
import type { Machine } from '../machine.js';
import { onStack } from '../on-stack.js';
import { idleStack, takenBy } from './idle.js';
import type { Idle } from './idle.js';
import { minutesOf } from './minutes.js';
import type { Minute, Seen } from './minutes.js';

export interface HoldOrder {
  readonly seed: number;
  readonly minutes: number;
  /** Of what it can do at most, in per cent. */
  readonly share: number;
  /** How long a minute is; shorter ones are no minutes, and judge nothing. */
  readonly minuteSeconds: number;
  /** How long capacity is measured, and how long before that it is warmed up. */
  readonly seconds: number;
  readonly warmUp: number;
  readonly lanes: number;
}

export interface Hold {
  readonly order: HoldOrder;
  readonly at: string;
  readonly machine: Machine;
  readonly capacity: Block;
  /** Applications that became due in a second. */
  readonly perSecond: number;
  readonly minutes: readonly Minute[];
  /** What each grows by a minute. */
  readonly slopes: {
    readonly lagP50Ms: Slope;
    readonly lagP99Ms: Slope;
    readonly underWay: Slope;
    /** Bytes by process. */
    readonly residentBytes: Readonly<Record<string, Slope>>;
  };
  /** What each process takes a minute after the load, and of a stack that was only started. */
  readonly idle: { readonly afterLoad: Idle; readonly fresh: Idle };
}

const parts: readonly PartName[] = ['temporal', 'postgres', 'worker', 'api', 'identity', 'simulator'];

export async function measureHold(order: HoldOrder, progress: (line: string) => void): Promise<Hold> {
  const minuteMs = order.minuteSeconds * 1_000;
  const options = stackOf({
    rung: 'O2',
    seed: order.seed,
    commits: noCommits,
    toldPort: 0,
    temporal: undefined,
  });
  const held = await onStack(options, async (stack, bank) => {
    const machine = await machineOf(bank, stack.file);
    const load = { rung: 'O2', load: { lanes: order.lanes } } as const;
    const times = { warmUpMs: order.warmUp * 1_000, measureMs: order.seconds * 1_000 };
    const capacity = await withFeeder((feeder) => measureLoad({ ...load, ...times }, stack, bank, feeder));
    const perSecond = (capacity.perSecond * order.share) / 100;
    progress(
      `${capacity.perSecond.toFixed(1)} applications a second at most: held at ${perSecond.toFixed(1)}`,
    );
    const minutes = await withFeeder((feeder) => hold(order, perSecond, stack, feeder, progress));
    progress('left alone');
    await pause(minuteMs);
    return { machine, capacity, perSecond, minutes, afterLoad: takenBy(pidsOf(stack)) };
  });
  progress('another is started and left alone');
  const fresh = await idleStack(minuteMs);
  const { machine, capacity, perSecond, minutes, afterLoad } = held;
  const slope = (figure: (minute: Minute) => number): Slope => slopeOf(minutes.map(figure), order.seed);
  return {
    order,
    at: new Date().toISOString(),
    machine,
    capacity,
    perSecond,
    minutes,
    slopes: {
      lagP50Ms: slope(({ lagMs }) => lagMs.p50),
      lagP99Ms: slope(({ lagMs }) => lagMs.p99),
      underWay: slope(({ underWay }) => underWay),
      residentBytes: Object.fromEntries(
        Object.keys(minutes[0]?.residentBytes ?? {}).map((name) => [
          name,
          slope((minute) => minute.residentBytes[name] ?? NaN),
        ]),
      ),
    },
    idle: { afterLoad, fresh },
  };
}

async function hold(
  { minutes, minuteSeconds }: HoldOrder,
  perSecond: number,
  stack: RunningStack,
  feeder: Feeder,
  progress: (line: string) => void,
): Promise<Minute[]> {
  feeder.begin({ rung: 'O2', file: stack.file, load: { perSecond }, commits: 0, nth: 1 });
  const seen: Seen[] = [];
  const beganAt = Date.now();
  // The first begins one minute in: what a load pays for once belongs to none of them.
  for (let nth = 1; nth <= minutes + 1; nth += 1) {
    await pause(beganAt + nth * minuteSeconds * 1_000 - Date.now());
    seen.push(await see(stack, feeder));
    if (nth > 1) progress(`minute ${nth - 1} of ${minutes}: ${seen.at(-1)?.underWay ?? 0} under way`);
  }
  return minutesOf(seen, await feeder.end());
}

async function see(stack: RunningStack, feeder: Feeder): Promise<Seen> {
  const { underWay } = await feeder.mark();
  const pids = { ...pidsOf(stack), 'loan-system': feeder.pid };
  return { at: Date.now(), underWay, usedMs: processorMs(pids), residentBytes: residentOf(pids) };
}

async function withFeeder<Result>(use: (feeder: Feeder) => Promise<Result>): Promise<Result> {
  const feeder = await startFeeder();
  try {
    return await use(feeder);
  } finally {
    feeder.kill();
  }
}

const pidsOf = (stack: RunningStack): Record<string, number> =>
  Object.fromEntries(parts.map((name) => [name, stack.pidOf(name) ?? 0]));

const residentOf = (pids: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, residentBytes(pid)]));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
