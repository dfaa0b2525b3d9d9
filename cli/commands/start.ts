import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readDayOverrides } from '../../domain/calendar/day-overrides.js';
import { ConfigurationFault, faultLine } from '../../runtime/configuration/configuration-fault.js';
import { readJsonFile } from '../../runtime/configuration/json-file.js';
import type { CalendarChoice } from '../stack/configuration.js';
import { runStack } from '../stack/run.js';
import type { StackFile } from '../stack/stack-file.js';
import { embeddedWords } from '../stack/words.js';
import { prepareLedger } from '../words/prepare-ledger.js';
import { people } from '../stack/identity/people.js';
import { colours, exitStatus, tellFailure } from '../terminal.js';
import { defaultStateDir } from './stack-options.js';

interface StartArguments {
  readonly calendar: string;
  readonly state: string;
}

/** Adds `bida start`: the embedded stack until Ctrl-C. */
export const addStart = (program: Command): Command =>
  program
    .command('start')
    .description('start everything (Temporal, PostgreSQL, simulator, workers, API) until Ctrl-C')
    .option(
      '--calendar <cn|open|FILE>',
      'cn: Chinese workdays; open: never holds, for trying out; FILE: the bank’s own days on top of cn',
      'cn',
    )
    .option('--state <folder>', 'where its state lives; started again there, it goes on', defaultStateDir)
    .addHelpText(
      'after',
      `
Examples:
  bida start --calendar open           messages go out at any hour, for trying out
  bida start --calendar our-days.json  {"holidays":["2027-01-01"],"workdays":[],"years":[2027]}`,
    )
    .action(async ({ calendar, state }: StartArguments) => {
      const reason = await runStack(
        {
          stateDir: resolve(state),
          calendar: calendarChoice(calendar),
          progress: (line) => process.stderr.write(`${colours.dim('·')} ${line}\n`),
          migrate: prepareLedger,
          identity: true,
          simulator: { seed: 1, words: embeddedWords },
        },
        (stack) => {
          process.stdout.write(`${welcome(stack.file)}\n`);
          return Promise.resolve('stay');
        },
      );
      if (reason.kind === 'part-failed')
        process.exitCode = tellFailure(new Error(reason.message), false, 'en') || exitStatus.failed;
    });

/**
 * `cn`, `open`, or a file of the bank’s own days, read at once: what is wrong with it is told before
 * anything is started.
 * @throws ConfigurationFault with a line a fault
 */
function calendarChoice(given: string): CalendarChoice {
  if (given === 'cn' || given === 'open') return given;
  const read = readJsonFile(given);
  const checked = 'faults' in read ? read : readDayOverrides(read.json);
  if ('faults' in checked)
    throw new ConfigurationFault(checked.faults.map((fault) => faultLine(given, fault)));
  return { file: given };
}

/** Where the pages are, and as whom they may be looked at. */
const consoleLines = (url: string): readonly string[] => [
  `  Console        ${url}`,
  `  Sign in as     ${colours.red('(for development: no password is asked)')}`,
  ...Object.entries(people).map(
    ([account, { name, roles, regions }]) =>
      `    ${account.padEnd(12)} ${name}  ${roles.join(', ')}${regions === undefined ? '' : ` of region ${regions.join(', ')}`}`,
  ),
];

const welcome = (file: StackFile): string =>
  [
    '',
    colours.bold('Bida is up.'),
    ...(file.consoleUrl === undefined ? [] : consoleLines(file.consoleUrl)),
    ...(file.temporalUiUrl === undefined ? [] : [`  Temporal UI    ${file.temporalUiUrl}`]),
    `  API            ${file.apiUrl}/docs`,
    `  Tokens         ${file.stateDir}/stack.json, one a role, for 12 hours`,
    `  Simulator      ${file.simulatorUrl}/control/log (messages, and the alarms its robot was told)`,
    `  Logs           ${file.stateDir}/logs`,
    '',
    'In another terminal:',
    '  npx bida apply A-1 --sample',
    '  npx bida stage A-1 final-decision --decision approved',
    '  npx bida show A-1',
    '',
    'Ctrl-C stops it; started again, everything goes on where it was.',
  ].join('\n');
