/** The whole ladder: every rung in turn and back, as often as ordered, and then at a share of its capacity. */
import { median } from '../figures/ratio.js';
import { machineOf } from '../machine.js';
import type { Machine } from '../machine.js';
import { noCommits, spreadCommits } from './bare/shapes.js';
import type { Commits } from './bare/shapes.js';
import { runBlock } from './block.js';
import type { Block } from './block.js';
import { compare, targetsOf, voidBecause } from './compare.js';
import type { Compared, Pass, Target } from './compare.js';
import type { Load } from './loan-system/feed.js';
import { rungs } from './rung.js';
import type { Rung } from './rung.js';

export interface LadderOrder {
  readonly seed: number;
  readonly passes: number;
  readonly seconds: number;
  readonly warmUp: number;
  readonly lanes: number;
  /** Whether each rung is measured at a share of its capacity too. */
  readonly openLoop: boolean;
}

/** At how much of a rung's capacity latency is measured. */
const shares = [0.5, 0.8] as const;

export interface OpenBlock {
  readonly share: number;
  readonly block: Block;
}

export interface Ladder {
  readonly order: LadderOrder;
  readonly at: string;
  readonly machine: Machine;
  readonly passes: readonly Pass[];
  readonly compared: readonly Compared[];
  readonly targets: readonly Target[];
  readonly open: readonly OpenBlock[];
  /** Set where the run says nothing. */
  readonly voidBecause?: string;
}

export async function measureLadder(order: LadderOrder, progress: (line: string) => void): Promise<Ladder> {
  const { seed, passes: count, lanes } = order;
  const blocks = 1 + count * rungs.length + (order.openLoop ? shares.length * rungs.length : 0);
  let done = 0;
  let machine: Machine | undefined;
  const block = async (rung: Rung, load: Load, commits: Commits): Promise<Block> => {
    const measured = await runBlock(
      {
        rung,
        load,
        seed,
        warmUpMs: order.warmUp * 1_000,
        measureMs: order.seconds * 1_000,
        commits: rung === 'F1' ? commits : noCommits,
      },
      async (bank, file) => void (machine ??= await machineOf(bank, file)),
    );
    done += 1;
    progress(`block ${done} of ${blocks}: ${rung} ${said(load)}, ${inBrief(measured)}`);
    return measured;
  };

  // How many commits ours makes, so that F1 makes as many; and a first start that none of those that count pays for.
  const { commits: commitsEach } = await block('O1', { lanes }, noCommits);
  const commits = spreadCommits(Math.round(commitsEach));
  const passes: Pass[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const inTurn = nth % 2 === 0 ? rungs : rungs.toReversed();
    const pass: Partial<Record<Rung, Block>> = {};
    for (const rung of inTurn) pass[rung] = await block(rung, { lanes }, commits);
    passes.push(pass as Pass);
  }
  const open: OpenBlock[] = [];
  if (order.openLoop)
    for (const share of shares)
      for (const rung of rungs) {
        const capacity = median(passes.map((pass) => pass[rung].perSecond));
        open.push({ share, block: await block(rung, { perSecond: share * capacity }, commits) });
      }
  const compared = compare(passes, seed);
  const reason = voidBecause(passes);
  if (machine === undefined) throw new Error('nothing was measured');
  return {
    order,
    at: new Date().toISOString(),
    machine,
    passes,
    compared,
    targets: targetsOf(passes, compared),
    open,
    ...(reason === undefined ? {} : { voidBecause: reason }),
  };
}

const said = (load: Load): string =>
  'lanes' in load ? `with ${load.lanes} under way` : `at ${load.perSecond.toFixed(1)}/s`;

const inBrief = ({ perSecond, applications, cpuMs }: Block): string =>
  `${perSecond.toFixed(1)}/s (${applications}), ${Object.entries(cpuMs)
    .filter(([, ms]) => ms >= 0.5)
    .map(([name, ms]) => `${name} ${ms.toFixed(0)}`)
    .join(' + ')} ms`;
