/** `npm run bench:pages -- [--applications N] [--seed N] [--json]`: how fast staff's pages are answered on a full ledger. */
import { Command } from 'commander';
import { runBenchmark, wholeNumber } from './command.js';
import { inWords } from './pages/in-words.js';
import { measurePages, passes } from './pages/measure.js';

const command = new Command('npm run bench:pages --')
  .description(
    'Starts everything, lets a few applications end in different ways, multiplies them in the ledger, and asks the API what the console asks.',
  )
  .option(
    '--applications <n>',
    'how many applications of a month the ledger holds',
    // Fewer have no second page of tasks.
    wholeNumber(2_000, 2_000_000),
    100_000,
  );

runBenchmark(command, 'ledger', { measure: measurePages, inWords, passes });
