/** One block: everything started anew, warmed up, and measured for a while under a steady load. */
import { Client, Connection } from '@temporalio/client';
import type { Bank } from '../../cli/bank/open-bank.js';
import type { PartName, StackOptions } from '../../cli/stack/options.js';
import type { StackFile } from '../../cli/stack/stack-file.js';
import type { RunningStack } from '../../cli/stack/start.js';
import { applicationIdOf, workflowIdOf } from '../../domain/ids/ids.js';
import type { BackEnd } from '../back-end/back-end.js';
import { superUrlOf } from '../back-end/databases.js';
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
import { setProviderLatency, stackOf } from './stack.js';
import { countedByJournal, countedByNumber, countedByTrail } from './transactions.js';
import type { Transactions } from './transactions.js';
import { figuresUnderLoad } from './under-load.js';
import type { Figures } from './under-load.js';

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

/** What a block came to. */
export interface Block extends Figures {
  readonly rung: Rung;
  readonly histories: Histories;
}

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
  if (isOurs(rung)) await setProviderLatency(stack.file.simulatorUrl);
  feeder.begin({ rung, file: stack.file, load, commits: commits.report, nth });
  const { figures, counted } = await figuresUnderLoad({
    pids: () => pidsOf(stack, feeder),
    transactions: backEnd === 'embedded' ? countedByNumber(bank.ledger) : besideTemporal(stack.file),
    ...(isOurs(rung) ? { steps: countedByTrail(bank.ledger) } : {}),
    feeder,
    warmUpMs: order.warmUpMs,
    measureMs: order.measureMs,
  });
  const workflowIds = counted.map(({ applicationId }) =>
    isOurs(rung) ? workflowIdOf(applicationIdOf(applicationId)) : applicationId,
  );
  return { rung, ...figures, histories: await historiesOf(stack, workflowIds) };
}

function besideTemporal({ stateDir, databaseUrl }: StackFile): Transactions {
  const { port, pathname } = new URL(databaseUrl);
  return countedByJournal(superUrlOf({ stateDir, postgresPort: Number(port) }), pathname.slice(1));
}

/** The processes of a stack, and the loan system's. */
export const pidsOf = (stack: RunningStack, feeder: Feeder): Record<string, number> => ({
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
