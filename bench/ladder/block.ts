/** One block: everything started anew, warmed up, and measured for a while under a steady load. */
import { Client, Connection } from '@temporalio/client';
import type { Bank } from '../../cli/bank/open-bank.js';
import { setRules } from '../../cli/demo/witnesses.js';
import type { PartName, StackOptions } from '../../cli/stack/options.js';
import type { StackFile } from '../../cli/stack/stack-file.js';
import type { RunningStack } from '../../cli/stack/start.js';
import { applicationIdOf, workflowIdOf } from '../../domain/ids/ids.js';
import type { BackEnd } from '../back-end/back-end.js';
import { superUrlOf } from '../back-end/databases.js';
import { peakResidentBytes } from '../figures/memory.js';
import { processorMs } from '../figures/processor-time.js';
import { spreadOf } from '../figures/spread.js';
import type { Spread } from '../figures/spread.js';
import { onStack } from '../on-stack.js';
import { noCommits } from './bare/shapes.js';
import type { Commits } from './bare/shapes.js';
import { startFeeder } from './feeder.js';
import type { Feeder } from './feeder.js';
import { readHistories } from './histories.js';
import type { Histories } from './histories.js';
import type { Load } from './loan-system/feed.js';
import { isOurs } from './rung.js';
import type { Rung } from './rung.js';
import { providerLatency, stackOf } from './stack.js';
import { countedByJournal, countedByNumber } from './transactions.js';
import type { Transactions } from './transactions.js';

export interface BlockOrder {
  readonly rung: Rung;
  readonly load: Load;
  readonly seed: number;
  /** What is dropped, and what counts. */
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly commits?: Commits;
  /** Embedded when not given. */
  readonly backEnd?: BackEnd;
}

/** What a block came to; everything an application counts those that finished while it was measured. */
export interface Block {
  readonly rung: Rung;
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
  readonly histories: Histories;
  /** Applications under way when measuring began, and when it ended: what grows is not kept up with. */
  readonly underWay: readonly [number, number];
}

/** A block is measured until so many have finished in it. */
const leastApplications = 5;

const processes: readonly PartName[] = ['temporal', 'postgres', 'worker', 'api', 'simulator'];

/** `temporal` is the server of a back end that is not embedded; `whenUp` is given the stack before it is measured. */
export async function runBlock(
  order: BlockOrder,
  temporal: StackOptions['temporal'],
  whenUp: (bank: Bank, file: StackFile) => Promise<void>,
): Promise<Block> {
  const feeder = await startFeeder();
  try {
    const stack = stackOf({
      ...order,
      commits: order.commits ?? noCommits,
      toldPort: feeder.toldPort,
      temporal,
    });
    return await onStack(stack, async (running, bank) => {
      await whenUp(bank, running.file);
      return measureLoad(order, running, bank, feeder);
    });
  } finally {
    feeder.kill();
  }
}

/** Measures under a load on a stack that runs; `nth` tells apart what several of them feed to one stack. */
export async function measureLoad(
  order: Omit<BlockOrder, 'seed'>,
  stack: RunningStack,
  bank: Bank,
  feeder: Feeder,
  nth = 0,
): Promise<Block> {
  const { rung, load, commits = noCommits, backEnd = 'embedded' } = order;
  const transactions = backEnd === 'embedded' ? countedByNumber(bank.ledger) : besideTemporal(stack.file);
  if (isOurs(rung))
    await setRules(stack.file.simulatorUrl, [
      {
        match: {},
        action: { slowMs: providerLatency.answer, receipt: { delayMs: providerLatency.receipt } },
      },
    ]);
  feeder.begin({ rung, file: stack.file, load, commits: commits.report, nth });
  await pause(order.warmUpMs);
  const before = await sample(stack, transactions, feeder);
  await pause(order.measureMs);
  // On a machine that is busy otherwise it takes longer: nothing can be said of none.
  while ((await feeder.mark()).finished < before.finished + leastApplications) await pause(500);
  const after = await sample(stack, transactions, feeder);
  const peakBytes = Object.fromEntries(
    Object.entries(pidsOf(stack, feeder)).map(([name, pid]) => [name, peakResidentBytes(pid)]),
  );
  const fed = await feeder.end();
  const counted = fed.filter(({ deliveredAt }) => {
    const at = deliveredAt.at(-1) ?? 0;
    return at >= before.at && at < after.at;
  });
  const each = (total: number): number => total / counted.length;
  const workflowIds = counted.map(({ applicationId }) =>
    isOurs(rung) ? workflowIdOf(applicationIdOf(applicationId)) : applicationId,
  );
  return {
    rung,
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
    commits: each(await transactions.between(before.transactions, after.transactions)),
    histories: await historiesOf(stack, workflowIds),
    underWay: [before.underWay, after.underWay],
  };
}

interface Sample {
  readonly at: number;
  readonly usedMs: Readonly<Record<string, number>>;
  readonly transactions: string;
  readonly underWay: number;
  readonly finished: number;
}

async function sample(stack: RunningStack, transactions: Transactions, feeder: Feeder): Promise<Sample> {
  const { underWay, finished } = await feeder.mark();
  const mark = await transactions.mark();
  return {
    at: Date.now(),
    usedMs: processorMs(pidsOf(stack, feeder)),
    transactions: mark,
    underWay,
    finished,
  };
}

function besideTemporal({ stateDir, databaseUrl }: StackFile): Transactions {
  const { port, pathname } = new URL(databaseUrl);
  return countedByJournal(superUrlOf({ stateDir, postgresPort: Number(port) }), pathname.slice(1));
}

const pidsOf = (stack: RunningStack, feeder: Feeder): Record<string, number> => ({
  ...Object.fromEntries(processes.map((name) => [name, stack.pidOf(name) ?? 0])),
  'loan-system': feeder.pid,
});

async function historiesOf({ file }: RunningStack, workflowIds: readonly string[]): Promise<Histories> {
  const connection = await Connection.connect({ address: file.temporalAddress });
  try {
    const { temporalNamespace: namespace } = file;
    return await readHistories(new Client({ connection, namespace }).workflow, workflowIds);
  } finally {
    await connection.close();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
