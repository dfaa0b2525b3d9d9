/** `npm run bench:machine-size -- [--quick] [--passes N] [--seconds N] [--lanes N] [--output DIR] [--seed N] [--json]`: what the next size buys. */
import { Command } from 'commander';
import { runBenchmark, wholeNumber } from './command.js';
import type { Kept } from './command.js';
import { processorChart } from './figures/processor-chart.js';
import { processNames } from './ladder/in-words.js';
import { machineSizeInWords } from './machine-size/in-words.js';
import { inWords, measureMachineSize } from './machine-size/measure.js';
import type { MachineSize, MachineSizeOrder } from './machine-size/measure.js';

const command = new Command('npm run bench:machine-size --')
  .description(
    'What a larger machine buys: everything by HTTP, on one of this machine’s processors, on two, on four, up to all of them, in turn and back, each on servers of its own. Takes ten minutes on a machine of two, and wants it for itself.',
  )
  .option('--quick', 'once, for seconds, and written nowhere unless told: that it works, not how fast')
  .option('--passes <n>', 'how often every size is measured', wholeNumber(1, 50))
  .option('--seconds <n>', 'how long a block is measured', wholeNumber(2, 3_600))
  .option('--warm-up <n>', 'how long before that, in seconds', wholeNumber(1, 600))
  .option('--lanes <n>', 'applications under way at once', wholeNumber(1, 500), 40)
  .option('--output <directory>', 'where tables and pictures are written');

type Given = Kept & Partial<MachineSizeOrder> & Pick<MachineSizeOrder, 'lanes'>;

runBenchmark<Given, MachineSize>(command, 'latencies of the provider', {
  measure: ({ quick = false, seed, lanes, passes, seconds, warmUp }, progress) =>
    measureMachineSize(
      {
        seed,
        lanes,
        passes: passes ?? (quick ? 1 : 5),
        seconds: seconds ?? (quick ? 3 : 20),
        warmUp: warmUp ?? (quick ? 2 : 12),
      },
      progress,
    ),
  kept: ({ sizes }) => ({
    name: 'machine-size',
    title: 'What the next size of machine buys',
    charts: {
      'machine-size.svg': processorChart(
        sizes.map(({ processors, blocks }) => ({ name: inWords(processors), blocks })),
        processNames,
      ),
    },
  }),
  inWords: machineSizeInWords,
  passes: () => true,
});
