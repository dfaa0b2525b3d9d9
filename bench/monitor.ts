/** `npm run bench:monitor -- [--attempts N] [--lately N] [--times N] [--seed N] [--json]`: how long a look at the routes takes. */
import { Command } from 'commander';
import { runBenchmark, wholeNumber } from './command.js';
import { computerInWords } from './machine.js';
import { measureMonitor, passes, withinMs } from './monitor/measure.js';
import type { MonitorMeasured } from './monitor/measure.js';

const command = new Command('npm run bench:monitor --')
  .description(
    'Fills a ledger with attempts, three months of them and a busy hour, and asks what the monitor asks each minute. Five million take some minutes to fill.',
  )
  .option('--attempts <n>', 'how many are in the ledger', wholeNumber(1_000, 50_000_000), 5_000_000)
  .option('--lately <n>', 'how many of them in the last hour', wholeNumber(100, 1_000_000), 60_000)
  .option('--times <n>', 'how often it is looked', wholeNumber(1, 1_000), 20);

const inWords = ({ attempts, rows, countMs, lookMs, order, machine, at }: MonitorMeasured): string =>
  [
    `${attempts.toLocaleString('en')} attempts in the ledger, ${order.lately.toLocaleString('en')} of them in the last hour`,
    `counting ${rows} minutes of routes, provinces and carriers: ${countMs.median} ms (median), ${countMs.most} ms at most; ${withinMs} are allowed`,
    `a whole look, with its judgement and its record: ${lookMs.median} ms, ${lookMs.most} ms at most`,
    `${computerInWords(machine)}; commit ${machine.commit}, ${at}, seed ${order.seed}`,
  ].join('\n');

runBenchmark(command, 'places', { measure: measureMonitor, inWords, passes });
