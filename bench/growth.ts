/** `npm run bench:growth -- [--quick] [--finished N…] [--open N…] [--passes N] [--seconds N] [--output DIR] [--seed N] [--json]`: whether it stays as cheap. */
import { Command } from 'commander';
import { runBenchmark, wholeNumber, wholeNumbers } from './command.js';
import type { Kept } from './command.js';
import { growthCharts } from './growth/charts.js';
import { growthInWords, isFlat } from './growth/in-words.js';
import { measureGrowth } from './growth/measure.js';
import type { Growth, GrowthOrder } from './growth/measure.js';

const command = new Command('npm run bench:growth --')
  .description(
    'Whether an application costs the same however much has gone before: two stacks side by side, one of which grows by finished applications in its ledger and by open ones that wait. Takes about half an hour, and wants the machine for itself.',
  )
  .option('--quick', 'small, once, for seconds, and written nowhere unless told: that it works, not how fast')
  .option(
    '--finished <n>',
    'how many are finished, ascending; may be told several times',
    wholeNumbers(1, 2_000_000),
  )
  .option(
    '--open <n>',
    'how many are open beside them, ascending; may be told several times',
    wholeNumbers(1, 2_000_000),
  )
  .option('--passes <n>', 'how often each step is measured', wholeNumber(1, 50))
  .option('--seconds <n>', 'how long a block is measured', wholeNumber(2, 3_600))
  .option('--warm-up <n>', 'how long before that, in seconds', wholeNumber(1, 600))
  .option('--lanes <n>', 'applications under way at once', wholeNumber(1, 500))
  .option('--output <directory>', 'where tables and pictures are written');

type Given = Kept & Partial<GrowthOrder>;

function measure(given: Given, progress: (line: string) => void): Promise<Growth> {
  const { quick = false, seed } = given;
  return measureGrowth(
    {
      seed,
      finished: given.finished ?? (quick ? [20, 40] : [1_000, 10_000, 100_000]),
      open: given.open ?? (quick ? [5] : [1_000, 10_000]),
      passes: given.passes ?? (quick ? 1 : 5),
      seconds: given.seconds ?? (quick ? 2 : 15),
      warmUp: given.warmUp ?? (quick ? 1 : 5),
      lanes: given.lanes ?? (quick ? 2 : 20),
    },
    progress,
  );
}

runBenchmark<Given, Growth>(command, 'applications', {
  measure,
  kept: (growth) => ({ name: 'growth', title: 'Growth', charts: growthCharts(growth) }),
  inWords: growthInWords,
  // A quick one has grown by next to nothing, and is measured for too short a time to be judged.
  passes: (growth) => isFlat(growth) || growth.order.passes === 1,
});
