/** `npm run bench:receipts -- [--seconds N] [--rate N] [--each N] [--sending N] [--seed N] [--json]`: how fast the receipts door answers. */
import { Command } from 'commander';
import { runBenchmark, wholeNumber } from './command.js';
import { inWords } from './receipts-door/in-words.js';
import { mostEach } from './receipts-door/plan.js';
import { measureDoor, passes } from './receipts-door/measure.js';

const command = new Command('npm run bench:receipts --')
  .description(
    'Starts everything, has messages sent that await their receipts, and pushes those as a provider does, at their times whatever the door does, while workers go on sending other notices.',
  )
  .option('--seconds <n>', 'how long receipts are pushed', wholeNumber(5, 600), 60)
  .option('--rate <n>', 'receipts a second', wholeNumber(10, 2_000), 300)
  .option(
    '--each <n>',
    'different receipts a message gets: more of them, fewer messages to prepare',
    wholeNumber(1, mostEach),
    mostEach,
  )
  .option('--sending <n>', 'other applications a second, one notice each', wholeNumber(0, 50), 5)
  .option('--no-door-first', 'worker and Temporal have as much of the processor as door and ledger');

runBenchmark(command, 'pushes', { measure: measureDoor, inWords, passes });
