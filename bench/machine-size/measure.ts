/** What a larger machine buys: everything by HTTP on one processor, on two, and so on, in turn and back. */
import { noCommits } from '../ladder/bare/shapes.js';
import { cpuOf } from '../figures/processor-time.js';
import { ratioOf } from '../figures/ratio.js';
import type { Ratio } from '../figures/ratio.js';
import { runBlock } from '../ladder/block.js';
import type { Block } from '../ladder/block.js';
import { machineOf } from '../machine.js';
import type { Machine } from '../machine.js';
import { processorCounts, useProcessors } from './processors.js';

export interface MachineSizeOrder {
  readonly seed: number;
  readonly passes: number;
  readonly seconds: number;
  readonly warmUp: number;
  readonly lanes: number;
}

/** What an application comes to on so many processors. */
export interface Size {
  readonly processors: number;
  readonly blocks: readonly Block[];
  /** Over the size before it; absent for the first. */
  readonly buys?: { readonly throughput: Ratio; readonly cpu: Ratio };
}

export interface MachineSize {
  readonly order: MachineSizeOrder;
  readonly at: string;
  readonly machine: Machine;
  readonly sizes: readonly Size[];
}

export async function measureMachineSize(
  order: MachineSizeOrder,
  progress: (line: string) => void,
): Promise<MachineSize> {
  const counts = processorCounts();
  const blocks = new Map(counts.map((count): [number, Block[]] => [count, []]));
  let machine: Machine | undefined;
  try {
    for (let nth = 0; nth < order.passes; nth += 1)
      for (const count of nth % 2 === 0 ? counts : counts.toReversed()) {
        useProcessors(count);
        const block = await runBlock(
          {
            rung: 'O2',
            load: { lanes: order.lanes },
            seed: order.seed,
            warmUpMs: order.warmUp * 1_000,
            measureMs: order.seconds * 1_000,
            commits: noCommits,
          },
          undefined,
          async (bank, file) => void (machine ??= await machineOf(bank, file)),
        );
        blocks.get(count)?.push(block);
        progress(`pass ${nth + 1} of ${order.passes}, ${inWords(count)}: ${block.perSecond.toFixed(1)}/s`);
      }
  } finally {
    useProcessors(counts.at(-1) ?? 1);
  }
  if (machine === undefined) throw new Error('nothing was measured');
  return {
    order,
    at: new Date().toISOString(),
    machine,
    sizes: counts.map((processors, nth) => {
      const here = blocks.get(processors) ?? [];
      const before = blocks.get(counts[nth - 1] ?? 0);
      return { processors, blocks: here, ...(before && { buys: bought(here, before, order.seed) }) };
    }),
  };
}

export const inWords = (processors: number): string =>
  `${processors} ${processors === 1 ? 'processor' : 'processors'}`;

function bought(here: readonly Block[], before: readonly Block[], seed: number): NonNullable<Size['buys']> {
  const ratio = (figure: (block: Block) => number): Ratio =>
    ratioOf(
      here.flatMap((block, nth): [number, number][] => {
        const other = before[nth];
        return other === undefined ? [] : [[figure(block), figure(other)]];
      }),
      seed,
    );
  return { throughput: ratio(({ perSecond }) => perSecond), cpu: ratio(cpuOf) };
}
