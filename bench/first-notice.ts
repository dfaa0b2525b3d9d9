/** `npm run bench:first-notice -- [--times N] [--output DIR] [--json]`: from a clone to the first delivered notice. */
import { Command } from 'commander';
import { runBenchmark, wholeNumber } from './command.js';
import type { Kept } from './command.js';
import { firstNoticeCharts, firstNoticeInWords, isSoonEnough } from './first-notice/in-words.js';
import { measureFirstNotice } from './first-notice/measure.js';
import type { FirstNotice, FirstNoticeOrder } from './first-notice/measure.js';

const command = new Command('npm run bench:first-notice --')
  .description(
    'Clones what is committed, runs `npm ci` and the demo there, and tells when each landmark is passed until the first notice is delivered. Takes about a minute and a half for each clone; caches of packages and programs are used as they are.',
  )
  .option('--times <n>', 'how many clones', wholeNumber(1, 50), 3)
  .option('--output <directory>', 'where table and picture are written');

runBenchmark<Kept & FirstNoticeOrder, FirstNotice>(command, 'clone', {
  measure: ({ seed, times }, progress) => measureFirstNotice({ seed, times }, progress),
  kept: (measured) => ({
    name: 'first-notice',
    title: 'From a clone to the first notice',
    charts: firstNoticeCharts(measured),
  }),
  inWords: firstNoticeInWords,
  passes: isSoonEnough,
});
