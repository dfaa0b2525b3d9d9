/** `npm run bench -- [--quick] [--temporal embedded|postgresql] [--passes N] [--seconds N] [--lanes N] [--output DIR] [--seed N] [--json]`: what an application costs. */
import { Command, Option } from 'commander';
import { backEnds } from './back-end/back-end.js';
import type { BackEnd } from './back-end/back-end.js';
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
  .addOption(
    new Option(
      '--temporal <back end>',
      'what Temporal keeps its histories in; on PostgreSQL two of the rungs are measured embedded too, beside the same',
    )
      .choices(backEnds)
      .default('embedded'),
  )
  .option('--passes <n>', 'how often every rung is measured', wholeNumber(1, 50))
  .option('--seconds <n>', 'how long a block is measured', wholeNumber(2, 3_600))
  .option('--warm-up <n>', 'how long before that, in seconds', wholeNumber(1, 600))
  .option('--lanes <n>', 'applications under way at once', wholeNumber(1, 500), 40)
  .option('--output <directory>', 'where tables and pictures are written');

type Given = Kept &
  Partial<LadderOrder> & {
    readonly lanes: number;
    readonly temporal: BackEnd;
  };

/** What its files are called by, and its title. */
const keptAs: Readonly<Record<BackEnd, readonly [string, string]>> = {
  embedded: ['ladder', 'The ladder'],
  postgresql: ['ladder-postgresql', 'The ladder with Temporal on PostgreSQL'],
};

function measure(given: Given, progress: (line: string) => void): Promise<Ladder> {
  const { quick = false, seed, lanes, temporal } = given;
  return measureLadder(
    {
      seed,
      lanes,
      passes: given.passes ?? (quick ? 1 : 5),
      seconds: given.seconds ?? (quick ? 3 : 20),
      warmUp: given.warmUp ?? (quick ? 2 : 12),
      openLoop: !quick,
      temporal,
    },
    progress,
  );
}

runBenchmark<Given, Ladder>(command, 'latencies of the provider', {
  measure,
  kept: (ladder) => {
    const [name, title] = keptAs[ladder.order.temporal];
    return { name, title, charts: chartsOf(ladder, name) };
  },
  inWords: ladderInWords,
  // A quick one has too few applications to say whether the events are the same; it says what it saw.
  passes: ({ voidBecause, order }) => voidBecause === undefined || !order.openLoop,
});
