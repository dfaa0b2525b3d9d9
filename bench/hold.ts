/** `npm run bench:hold -- [--quick] [--minutes N] [--share N] [--lanes N] [--output DIR] [--seed N] [--json]`: a steady load. */
import { Command } from 'commander';
import { runBenchmark, wholeNumber } from './command.js';
import type { Kept } from './command.js';
import { holdCharts } from './hold/charts.js';
import { holdInWords, keepsUp } from './hold/in-words.js';
import { measureHold } from './hold/measure.js';
import type { Hold, HoldOrder } from './hold/measure.js';

const command = new Command('npm run bench:hold --')
  .description(
    'Whether a stack keeps up with a steady load: its capacity is found, then it is fed at a share of it for minutes, all by HTTP; lag, memory and processor time minute by minute, and what it takes once it stands idle. Takes about a quarter of an hour, and wants the machine for itself.',
  )
  .option('--quick', 'minutes of seconds, written nowhere unless told: that it works, not how fast')
  .option('--minutes <n>', 'how long the load is held', wholeNumber(2, 1_440))
  .option('--share <n>', 'of the capacity, in per cent', wholeNumber(1, 200), 80)
  .option('--lanes <n>', 'applications under way at once while capacity is found', wholeNumber(1, 500), 40)
  .option('--output <directory>', 'where tables and pictures are written');

type Given = Kept & Partial<HoldOrder> & Pick<HoldOrder, 'share' | 'lanes'>;

const minuteSeconds = 60;

function measure(given: Given, progress: (line: string) => void): Promise<Hold> {
  const { quick = false, seed, share, lanes } = given;
  return measureHold(
    {
      seed,
      share,
      lanes,
      minutes: given.minutes ?? (quick ? 3 : 10),
      minuteSeconds: quick ? 2 : minuteSeconds,
      seconds: quick ? 2 : 30,
      warmUp: quick ? 1 : 15,
    },
    progress,
  );
}

runBenchmark<Given, Hold>(command, 'latencies of the provider', {
  measure,
  kept: (hold) => ({ name: 'hold', title: 'A steady load', charts: holdCharts(hold) }),
  inWords: holdInWords,
  // What is shorter than minutes says that it works, and not whether it keeps up.
  passes: (hold) => keepsUp(hold) || hold.order.minuteSeconds < minuteSeconds,
});
