/** `npm run bench -- [--quick] [--passes N] [--seconds N] [--lanes N] [--output DIR] [--seed N] [--json]`: what an application costs. */
import { Command } from 'commander';
import { runBenchmark, wholeNumber } from './command.js';
import type { Kept } from './command.js';
import { chartsOf } from './ladder/charts.js';
import { ladderInWords } from './ladder/in-words.js';
import { measureLadder } from './ladder/measure.js';
import type { Ladder, LadderOrder } from './ladder/measure.js';

const command = new Command('npm run bench --')
  .description(
    'What an application of three notices costs: the shortest Temporal sequence there is, our sequence with nothing in it, with bare commits, our worker, and everything by HTTP; each on servers of its own, in turn and back, at its capacity and at half and four fifths of it. Takes about half an hour, and wants the machine for itself.',
  )
  .option('--quick', 'once, for seconds, and written nowhere unless told: that it works, not how fast')
  .option('--passes <n>', 'how often every rung is measured', wholeNumber(1, 50))
  .option('--seconds <n>', 'how long a block is measured', wholeNumber(2, 3_600))
  .option('--warm-up <n>', 'how long before that, in seconds', wholeNumber(1, 600))
  .option('--lanes <n>', 'applications under way at once', wholeNumber(1, 500), 40)
  .option('--output <directory>', 'where tables and pictures are written');

type Given = Kept &
  Partial<LadderOrder> & {
    readonly lanes: number;
  };

function measure(given: Given, progress: (line: string) => void): Promise<Ladder> {
  const { quick = false, seed, lanes } = given;
  return measureLadder(
    {
      seed,
      lanes,
      passes: given.passes ?? (quick ? 1 : 5),
      seconds: given.seconds ?? (quick ? 3 : 20),
      warmUp: given.warmUp ?? (quick ? 2 : 12),
      openLoop: !quick,
    },
    progress,
  );
}

runBenchmark<Given, Ladder>(command, 'latencies of the provider', {
  measure,
  kept: { name: 'ladder', title: 'The ladder', chartsOf },
  inWords: ladderInWords,
  // A quick one has too few applications to say whether the events are the same; it says what it saw.
  passes: ({ voidBecause, order }) => voidBecause === undefined || !order.openLoop,
});
