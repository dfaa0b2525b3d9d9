import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { playDemo } from '../demo/play.js';
import { mondayOf } from '../demo/setting.js';
import { staffScriptSchema } from '../demo/staff.js';
import type { StaffScript } from '../demo/staff.js';
import { kept, summaryTable } from '../demo/summary.js';
import { readEventLog } from '../feed/event-log.js';
import { feedFaultLine, isFeedFault } from '../feed/feed-event.js';
import type { FeedEvent, FeedFault } from '../feed/feed-event.js';
import { readJsonl } from '../feed/jsonl.js';
import { readLogMapping } from '../feed/log-mapping.js';
import { colours, exitStatus, readJsonInput, UsageFault } from '../terminal.js';
import { refuseRunning } from './refuse-running.js';
import { defaultStateDir } from './stack-options.js';

interface DemoArguments {
  readonly input?: string;
  readonly rules?: string;
  readonly eventLog?: string;
  readonly mapping?: string;
  readonly limit?: string;
  readonly within: string;
  readonly seed: string;
  readonly staff?: boolean;
  readonly keep?: boolean;
  readonly json?: boolean;
  readonly state: string;
}

/** The project's own feed, beside the compiled code's parent. */
const examples = join(__dirname, '..', '..', '..', 'examples');

/** Adds `bida demo`: loan applications through real parts, and the proof at the end. */
export const addDemo = (program: Command): Command =>
  program
    .command('demo')
    .description('watch loan applications go through real parts, and see the promises proven')
    .option('--input <FILE.jsonl>', 'your own feed, one event a line (examples/README.md has the form)')
    .option('--rules <FILE.json>', 'what the simulated providers do (with --input or --event-log)')
    .option('--event-log <FILE.csv[.gz]>', 'a loan system’s event log, its time pressed into --within')
    .option('--mapping <FILE.json>', 'what the log’s columns and activities mean')
    .option('--limit <N>', 'so many applications of the log')
    .option('--within <duration>', 'the time the log is pressed into, such as 60s or 2m', '60s')
    .option('--seed <text>', 'what a log lacks (names, numbers) is made up from it', 'bida')
    .option('--staff', 'a scripted member of staff finishes tasks (always with the project’s own feed)')
    .option('--keep', 'leave everything running afterwards, until Ctrl-C')
    .option('--json', 'one JSON line for programs; progress goes to standard error')
    .option(
      '--state <folder>',
      'where the demo keeps its state; emptied first',
      join(defaultStateDir, 'demo'),
    )
    .addHelpText(
      'after',
      `
A demo day lasts 72 seconds: business hours (9–18) are 27 of them, and the feed starts on Monday 10:00.
It ends when everything is fed and nothing moves any more, at the latest 120 s after the last line.
Exit status 0 only if nothing was sent against policy, accepted twice, or lost.`,
    )
    .action(async (given: DemoArguments) => {
      const own = given.input === undefined && given.eventLog === undefined;
      const { events, faults, monday } = await readFeed(given);
      for (const fault of faults.slice(0, 50))
        process.stderr.write(`${colours.red('✗')} ${feedFaultLine(fault)}\n`);
      if (faults.length > 50) process.stderr.write(`  … and ${faults.length - 50} more lines like these\n`);
      if (events.length === 0) throw new UsageFault('the feed holds no event that can be read');
      const stateDir = resolve(given.state);
      refuseRunning(stateDir);
      const rules = given.rules ?? (own ? join(examples, 'demo-rules.json') : undefined);
      const summary = await playDemo({
        stateDir,
        events,
        ...(monday === undefined ? {} : { monday }),
        ...(rules === undefined ? {} : { simulatorRules: readJsonInput(rules) }),
        ...(given.staff === true || own ? { staff: own ? readStaffScript() : {} } : {}),
        keep: given.keep ?? false,
        progress: (line) => process.stderr.write(`${colours.dim('·')} ${line}\n`),
        tell: (result, verdict) =>
          process.stdout.write(
            given.json === true
              ? `${JSON.stringify(result)}\n`
              : `${summaryTable(result, verdict)}\n${nextSteps(given, own)}\n`,
          ),
      });
      if (summary === undefined) throw new UsageFault('interrupted before the demo was over');
      process.exitCode = kept(summary) ? exitStatus.done : exitStatus.failed;
    });

/** How the own feed's tasks are finished. */
const readStaffScript = (): StaffScript =>
  staffScriptSchema.parse(readJsonInput(join(examples, 'demo-staff.json')));

async function readFeed(
  given: DemoArguments,
): Promise<{ events: readonly FeedEvent[]; faults: readonly FeedFault[]; monday?: number }> {
  if (given.eventLog !== undefined) {
    if (given.input !== undefined) throw new UsageFault('expected --input or --event-log, not both');
    if (given.mapping === undefined) throw new UsageFault('--event-log needs --mapping FILE.json');
    const limit = given.limit === undefined ? undefined : wholeNumber('--limit', given.limit);
    const { events, faults } = await readEventLog(given.eventLog, readMapping(given.mapping), {
      withinMs: durationMs('--within', given.within),
      seed: given.seed,
      ...(limit === undefined ? {} : { limit }),
    });
    const [first] = events;
    // The log's due dates are of its own time: so must the calendar be.
    return { events, faults, ...(first === undefined ? {} : { monday: mondayOf(first.loggedAt) }) };
  }
  const file = given.input ?? join(examples, 'applications.jsonl');
  if (!existsSync(file)) throw new UsageFault(`${file}: expected a file that exists and can be read`);
  const events: FeedEvent[] = [];
  const faults: FeedFault[] = [];
  for await (const read of readJsonl(file))
    if (isFeedFault(read)) faults.push(read);
    else events.push(read);
  return { events, faults };
}

function readMapping(file: string) {
  const read = readLogMapping(file);
  if ('faults' in read) throw new UsageFault(read.faults.map(feedFaultLine).join('\n'));
  return read.mapping;
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageFault(`${option}: expected a whole number from 1`);
  return Number(text);
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** `60s`, `500ms`, `2m`. */
function durationMs(option: string, text: string): number {
  const [, count, unit] = /^(\d{1,6})(ms|s|m)$/.exec(text) ?? [];
  const factor = unitMs[unit ?? ''];
  if (count === undefined || factor === undefined || Number(count) === 0)
    throw new UsageFault(`${option}: expected a duration such as 60s, 500ms or 2m`);
  return Number(count) * factor;
}

const nextSteps = ({ state }: DemoArguments, own: boolean): string =>
  [
    '',
    colours.dim('Look further:'),
    `  npx bida start --state ${state}    start it again where it stopped, with its console`,
    ...(own
      ? ['      sign in there as li.na: why did LA-1005 get no message? Its task is left for you to finish.']
      : []),
    `  npx bida show LA-1004 --state ${state}    one application’s timeline (in another terminal)`,
  ].join('\n');
