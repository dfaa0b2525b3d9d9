/** `npm run bench:incident -- [--attempts N] [--lost N] [--seed N] [--json]`: an incident over a range with a million attempts. */
import { Command } from 'commander';
import { runBenchmark, wholeNumber } from './command.js';
import { inWords } from './incident/in-words.js';
import { measureIncident, passes } from './incident/measure.js';

const command = new Command('npm run bench:incident --')
  .description(
    'Fills a ledger with a day of attempts, opens an incident over all of it, and tells how long its list, its pages and its reports take, and how much memory. A million take some minutes to fill.',
  )
  .option('--attempts <n>', 'how many the day had', wholeNumber(1_000, 20_000_000), 1_000_000)
  .option('--lost <n>', 'how many of a hundred the provider lost', wholeNumber(1, 100), 20);

runBenchmark(command, 'places', { measure: measureIncident, inWords, passes });
