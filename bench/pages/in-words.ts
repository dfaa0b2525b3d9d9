import { withinMs } from './ask.js';
import { passes } from './measure.js';
import type { Measured } from './measure.js';

/** The largest tables are named. */
const namedTables = 6;

/** A measurement for a person. */
export function inWords(measured: Measured): string {
  const { applications, seed, answered, tasks, ledger, bytesPerApplication } = measured;
  const largest = ledger.tables
    .slice(0, namedTables)
    .map(({ table, rows, bytes }) => `${table} ${(bytes / 2 ** 20).toFixed(0)} MiB (${rows} rows)`);
  return [
    `${applications} applications, seed ${seed}; tasks: ${tasks.open} open, ${tasks.unclaimed} unclaimed, ${tasks.overdue} overdue`,
    `  ledger: ${bytesPerApplication} bytes an application; ${largest.join(', ')}`,
    `  ms, ${answered[0]?.requests ?? 0} requests each            p50      p95      max`,
    ...answered.map(
      ({ page, p50, p95, max, judged }) =>
        `  ${page.padEnd(26)}${[p50, p95, max].map((ms) => ms.toFixed(1).padStart(9)).join('')}${judged && p95 > withinMs ? '  TOO SLOW' : ''}`,
    ),
    passes(measured) ? `p95 of searches and tasks is within ${withinMs} ms` : 'NOT as asked',
  ].join('\n');
}
