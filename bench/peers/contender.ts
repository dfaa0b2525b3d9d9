/** A contender on a stack of its own, with a loan system that feeds it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bank } from '../../cli/bank/open-bank.js';
import type { RunningStack } from '../../cli/stack/start.js';
import { startFeeder } from '../ladder/feeder.js';
import type { Feeder } from '../ladder/feeder.js';
import { onStack } from '../on-stack.js';
import type { Contender } from './peer.js';
import { contenderStack } from './stack.js';

export interface Running {
  readonly contender: Contender;
  readonly stack: RunningStack;
  readonly bank: Bank;
  readonly feeder: Feeder;
  /** The processes that do its work, by what they are to it. */
  readonly pids: () => Record<string, number>;
  /** Begins to feed so many applications under way, always; each time others. */
  readonly begin: (lanes: number) => void;
}

/** What the processes are called, in the order in which an application meets them. */
export const processNames = ['loan-system', 'door', 'program', 'engine', 'postgres', 'simulator'] as const;

/** Everything that was started is ended when it resolves. */
export async function onContender<Result>(
  contender: Contender,
  seed: number,
  use: (running: Running) => Promise<Result>,
): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'bida-peer-'));
  const feeder = await startFeeder();
  let loads = 0;
  try {
    const { options, reportsTo } = await contenderStack(contender, seed, directory);
    return await onStack(options, (stack, bank) =>
      use({
        contender,
        stack,
        bank,
        feeder,
        pids: () => ({ ...pidsOf(contender, stack), 'loan-system': feeder.pid }),
        begin: (lanes) =>
          feeder.begin({
            rung: contender,
            file: stack.file,
            load: { lanes },
            commits: 0,
            nth: loads++,
            ...(reportsTo === undefined ? {} : { reportsTo }),
          }),
      }),
    );
  } finally {
    feeder.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What stands idle in place of a part is no part of it. */
function pidsOf(contender: Contender, stack: RunningStack): Record<string, number> {
  const pid = (name: Parameters<RunningStack['pidOf']>[0]): number => stack.pidOf(name) ?? 0;
  const all = { postgres: pid('postgres'), simulator: pid('simulator'), program: pid('worker') };
  if (contender === 'DBOS') return all;
  if (contender === 'Restate') return { ...all, engine: childOf(pid('temporal')) };
  return { ...all, door: pid('api'), engine: pid('temporal') };
}

/** The server below the process that starts it. */
function childOf(pid: number): number {
  const [first = '0'] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return Number(first);
}
