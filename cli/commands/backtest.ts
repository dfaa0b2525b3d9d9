import { join } from 'node:path';
import type { Command } from 'commander';
import { backtest } from '../backtest/backtest.js';
import type { Backtested } from '../backtest/backtest.js';
import { readCompared, readMapping } from '../backtest/policies.js';
import { readProviderRules, usualProvider } from '../backtest/provider-rules.js';
import { backtestTable } from '../backtest/table.js';
import { kept } from '../demo/summary.js';
import { readEventLog } from '../feed/event-log.js';
import type { EventLog } from '../feed/event-log.js';
import { feedFaultLine } from '../feed/feed-event.js';
import type { LogMapping } from '../feed/log-mapping.js';
import { colours, exitStatus, print, UsageFault } from '../terminal.js';

interface BacktestArguments {
  readonly mapping: string;
  readonly compare?: string;
  readonly limit?: string;
  readonly rules?: string;
  readonly seed: string;
  readonly json?: boolean;
}

/** Made by the build, beside the compiled rooms. */
const workflowBundlePath = join(__dirname, '..', '..', 'workflow-bundle.js');
const say = (line: string): void => void process.stderr.write(`${colours.dim('·')} ${line}\n`);

/** Adds `bida backtest`: what would have happened to the applications of a log. */
export const addBacktest = (program: Command): Command =>
  program
    .command('backtest')
    .description('replay a loan system’s event log and see what a send policy would have done, and cost')
    .argument('<file>', 'the event log, .csv or .csv.gz')
    .requiredOption(
      '--mapping <FILE.json>',
      'what the log’s columns and activities mean, calendar and policy',
    )
    .option('--compare <FILE.json>', 'a second mapping, or {"calendar": {…}} with what differs: side by side')
    .option('--limit <N>', 'so many applications of the log')
    .option('--rules <FILE.json>', 'what the simulated provider does')
    .option('--seed <text>', 'what a log lacks (names, numbers) is made up from it', 'bida')
    .option('--json', 'one JSON line for programs; progress goes to standard error')
    .addHelpText(
      'after',
      `
Real workflows, activities and ledger on Temporal’s time-skipping server: months pass in minutes. It needs
Java 17 or later. DATABASE_URL names a server to make a database on; without it one is embedded.
Unless --rules says otherwise about 3 phones in 100 are out of service, and 1 in 100 is never reported on.
Exit status 0 only if nothing was sent against policy, accepted twice, or lost. See docs/backtest.md.`,
    )
    .action(async (file: string, given: BacktestArguments) => {
      const mapping = readMapping(given.mapping);
      const mappings = [
        mapping,
        ...(given.compare === undefined ? [] : [readCompared(given.compare, given.mapping, mapping)]),
      ];
      const providerRules = given.rules === undefined ? usualProvider : readProviderRules(given.rules);
      const limit = given.limit === undefined ? undefined : wholeNumber('--limit', given.limit);
      // Both are read before anything starts, so that a fault is told at once.
      const logs: EventLog[] = [];
      for (const [place, one] of mappings.entries()) {
        const log = await readEventLog(file, one, {
          seed: given.seed,
          ...(limit === undefined ? {} : { limit }),
        });
        if (place === 0) tellLog(log, one);
        if (log.events.length === 0) throw new UsageFault('the log holds no event that can be read');
        logs.push(log);
      }
      const backtested = await untilInterrupted(async (stopping) => {
        const done: Backtested[] = [];
        for (const [place, one] of mappings.entries()) {
          const log = logs[place];
          if (log === undefined) break;
          if (mappings.length > 1) say(`${place + 1} of ${mappings.length}: ${one.calendar.policy}`);
          const result = await backtest({
            mapping: one,
            log,
            providerRules,
            workflowBundlePath,
            progress: say,
            stopping,
          });
          if (result === undefined) return undefined;
          done.push(result);
        }
        return done;
      });
      if (backtested === undefined) throw new UsageFault('interrupted before the backtest was over');
      const [first, compared] = backtested.map(({ result }) => result);
      print(given.json, { ...first, ...(compared === undefined ? {} : { compared }) }, () =>
        backtestTable(backtested),
      );
      for (const { verdict } of given.json === true ? backtested : [])
        for (const breach of verdict.breaches.slice(0, 20)) say(colours.red(breach));
      process.exitCode = backtested.every(({ result }) => kept(result)) ? exitStatus.done : exitStatus.failed;
    });

/** What the log is like, as far as it is unlike what one would expect. */
function tellLog({ faults, stats }: EventLog, { calendar }: LogMapping): void {
  for (const fault of faults.slice(0, 50))
    process.stderr.write(`${colours.red('✗')} ${feedFaultLine(fault)}\n`);
  if (stats.faultyRows > 50) process.stderr.write(`  … ${stats.faultyRows} rows cannot be read in all\n`);
  const { duplicateRows, ignoredRows, neverSeen } = stats;
  say(
    `${stats.rows} rows, ${stats.applications} applications; ${ignoredRows} rows of activities that are not mapped, ${duplicateRows} duplicates; times without an offset are ${calendar.timeZone}’s`,
  );
  const told = [
    [stats.conflicting, 'two reports of a stage at one instant: the second is refused'],
    [stats.furtherRounds, 'a stage reported again: a further round'],
    [stats.goingBack, 'a stage after a later one: refused'],
    [stats.afterWithdrawal, 'something after a withdrawal'],
  ] as const;
  for (const [count, what] of told) if (count > 0) say(`${count} × ${what}`);
  if (neverSeen.length > 0) say(`the log never has these activities of the mapping: ${neverSeen.join(', ')}`);
}

/** Ctrl-C ends it in order: databases, servers and files of the run go with it. */
async function untilInterrupted<Answer>(work: (stopping: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const stopping = new AbortController();
  const stop = () => {
    if (!stopping.signal.aborted) say('stopping …');
    stopping.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    return await work(stopping.signal);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeListener(signal, stop);
  }
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageFault(`${option}: expected a whole number from 1`);
  return Number(text);
}
