import { resolve } from 'node:path';
import type { Command } from 'commander';
import { migrate } from '../../ledger/migrate.js';
import type { CalendarChoice } from '../stack/configuration.js';
import { runStack } from '../stack/run.js';
import type { StackFile } from '../stack/stack-file.js';
import { embeddedWords } from '../stack/words.js';
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
    .description('start everything (Temporal, PostgreSQL, simulator, workers, receipts door) until Ctrl-C')
    .option(
      '--calendar <cn|open|FILE>',
      'cn: Chinese workdays; open: never holds, for trying out; FILE: the bank’s own days on top of cn',
      'cn',
    )
    .option('--state <folder>', 'where its state lives; started again there, it goes on', defaultStateDir)
    .action(async ({ calendar, state }: StartArguments) => {
      const reason = await runStack(
        {
          stateDir: resolve(state),
          calendar: calendarChoice(calendar),
          progress: (line) => process.stderr.write(`${colours.dim('·')} ${line}\n`),
          migrate: async (url) => {
            await migrate(url);
          },
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

/** `cn`, `open`, or a file of the bank's own days. */
export const calendarChoice = (given: string): CalendarChoice =>
  given === 'cn' || given === 'open' ? given : { file: given };

const welcome = (file: StackFile): string =>
  [
    '',
    colours.bold('Bida is up.'),
    ...(file.temporalUiUrl === undefined ? [] : [`  Temporal UI    ${file.temporalUiUrl}`]),
    `  Receipts door  ${file.apiUrl}`,
    `  Simulator      ${file.simulatorUrl}/control/log`,
    `  Logs           ${file.stateDir}/logs`,
    '',
    'In another terminal:',
    '  npx bida apply A-1 --sample',
    '  npx bida stage A-1 final-decision --decision approved',
    '  npx bida show A-1',
    '',
    'Ctrl-C stops it; started again, everything goes on where it was.',
  ].join('\n');
