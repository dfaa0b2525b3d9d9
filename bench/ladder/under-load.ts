/** What processes, a provider's notices and PostgreSQL come to while a loan system feeds them; whatever does the work. */
import { peakResidentBytes } from '../figures/memory.js';
import { processorMs } from '../figures/processor-time.js';
import { spreadOf } from '../figures/spread.js';
import type { Spread } from '../figures/spread.js';
import type { Feeder } from './feeder.js';
import type { Fed } from './loan-system/feed.js';
import type { Transactions } from './transactions.js';

/** Everything an application counts those that finished while it was measured. */
export interface Figures {
  readonly applications: number;
  readonly perSecond: number;
  /** Processor time an application, milliseconds, by process. */
  readonly cpuMs: Readonly<Record<string, number>>;
  /** Resident memory at most, bytes, by process. */
  readonly peakBytes: Readonly<Record<string, number>>;
  /** From the moment it was due to its last notice heard of as delivered, milliseconds. */
  readonly applicationMs: Spread;
  /** From each report to its notice heard of as delivered, milliseconds. */
  readonly noticeMs: Spread;
  /** Writing transactions an application. */
  readonly commits: number;
  /** Those among them that took a step of an application; not known where no trail is kept. */
  readonly stepCommits?: number;
  /** Applications under way when measuring began, and when it ended: what grows is not kept up with. */
  readonly underWay: readonly [number, number];
}

/** What is measured, and for how long. */
export interface Watched {
  /** The processes by their names, as they run now. */
  readonly pids: () => Readonly<Record<string, number>>;
  readonly transactions: Transactions;
  readonly steps?: Transactions;
  readonly feeder: Feeder;
  /** What is dropped, and what counts. */
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** A block is measured until so many have finished in it. */
const leastApplications = 5;

/** Measures what a feeder has begun, and lets it run dry; also the applications that count, and all there were. */
export async function figuresUnderLoad(
  watched: Watched,
): Promise<{ readonly figures: Figures; readonly counted: readonly Fed[]; readonly fed: readonly Fed[] }> {
  const { feeder, pids } = watched;
  await pause(watched.warmUpMs);
  const before = await sample(watched);
  await pause(watched.measureMs);
  // On a machine that is busy otherwise it takes longer: nothing can be said of none.
  while ((await feeder.mark()).finished < before.finished + leastApplications) await pause(500);
  const after = await sample(watched);
  const peakBytes = Object.fromEntries(
    Object.entries(pids()).map(([name, pid]) => [name, peakResidentBytes(pid)]),
  );
  const fed = await feeder.end();
  const counted = fed.filter(({ deliveredAt }) => {
    const at = deliveredAt.at(-1) ?? 0;
    return at >= before.at && at < after.at;
  });
  const each = (total: number): number => total / counted.length;
  const figures = {
    applications: counted.length,
    perSecond: (counted.length * 1_000) / (after.at - before.at),
    cpuMs: Object.fromEntries(
      Object.entries(after.usedMs).map(([name, used]) => [name, each(used - (before.usedMs[name] ?? 0))]),
    ),
    peakBytes,
    applicationMs: spreadOf(counted.map(({ dueAt, deliveredAt }) => (deliveredAt.at(-1) ?? 0) - dueAt)),
    noticeMs: spreadOf(
      counted.flatMap(({ dueAt, reportedAt, deliveredAt }) =>
        deliveredAt.map((at, nth) => at - (nth === 0 ? dueAt : (reportedAt[nth] ?? at))),
      ),
    ),
    commits: each(await watched.transactions.between(before.transactions, after.transactions)),
    ...(watched.steps === undefined
      ? {}
      : { stepCommits: each(await watched.steps.between(before.steps, after.steps)) }),
    underWay: [before.underWay, after.underWay],
  } as const;
  return { figures, counted, fed };
}

interface Sample {
  readonly at: number;
  readonly usedMs: Readonly<Record<string, number>>;
  readonly transactions: string;
  readonly steps: string;
  readonly underWay: number;
  readonly finished: number;
}

async function sample({ pids, transactions, steps, feeder }: Watched): Promise<Sample> {
  const { underWay, finished } = await feeder.mark();
  const marks = { transactions: await transactions.mark(), steps: (await steps?.mark()) ?? '' };
  return { at: Date.now(), usedMs: processorMs(pids()), ...marks, underWay, finished };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
