/** `npm run bench:surge -- [--quick] [--notices N] [--per-second N] [--lead N] [--cached N…] [--output DIR] [--seed N] [--json]`: a morning's opening. */
import { Command } from 'commander';
import { runBenchmark, wholeNumber, wholeNumbers } from './command.js';
import type { Kept } from './command.js';
import { brokenBy, surgeInWords, tooSlowIn } from './surge/in-words.js';
import { measureSurge } from './surge/measure.js';
import type { Surge, SurgeOrder } from './surge/measure.js';

const command = new Command('npm run bench:surge --')
  .description(
    'What was decided overnight goes out when the window opens, through one provider’s limit, while urgent notices overtake: with a worker that keeps every story in memory, and with one that has room for a tenth. Takes about two hours with 20,000 notices, and wants the machine for itself.',
  )
  .option('--quick', 'a few notices, written nowhere unless told: that it works, not how fast')
  .option('--notices <n>', 'how many are held', wholeNumber(10, 200_000))
  .option('--per-second <n>', 'what the provider allows', wholeNumber(1, 10_000))
  .option('--lead <n>', 'seconds between the first report and the opening', wholeNumber(1, 3_600))
  .option(
    '--cached <n>',
    'how many stories the worker keeps; may be told several times',
    wholeNumbers(10, 100_000),
  )
  .option('--output <directory>', 'where the table is written');

type Given = Kept &
  Partial<Omit<SurgeOrder, 'leadSeconds'>> & {
    readonly lead?: number;
  };

/** Reports a second that a small machine takes in while it holds them. */
const takenIn = 17;

function measure(given: Given, progress: (line: string) => void): Promise<Surge> {
  const { quick = false, seed } = given;
  const notices = given.notices ?? (quick ? 20 : 20_000);
  return measureSurge(
    {
      seed,
      notices,
      perSecond: given.perSecond ?? 10,
      leadSeconds: given.lead ?? Math.ceil(notices / takenIn) + 20,
      cached: given.cached ?? [Math.ceil(notices * 1.25) + 10, Math.max(10, Math.ceil(notices / 10))],
    },
    progress,
  );
}

/** What takes no longer than the waking is spread over drains by that, and says nothing of the limit. */
const isTooShort = ({ notices, perSecond }: SurgeOrder): boolean => notices / perSecond < 60;

runBenchmark<Given, Surge>(command, 'latencies of the provider', {
  measure,
  kept: () => ({ name: 'surge', title: 'A surge', charts: {} }),
  inWords: surgeInWords,
  passes: ({ drains, order }) =>
    drains.every(
      (drain) => brokenBy(order, drain).length === 0 && (isTooShort(order) || tooSlowIn(drain).length === 0),
    ),
});
