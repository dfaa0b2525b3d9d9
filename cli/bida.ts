#!/usr/bin/env node
/** `npx bida`: the command line for engineers and staff, and the embedded stack. */
import { Command, CommanderError } from 'commander';
import { addAlarms } from './commands/alarms.js';
import { addAnnouncements } from './commands/announcements.js';
import { addBacktest } from './commands/backtest.js';
import { addConfig } from './commands/config.js';
import { addContacts } from './commands/contacts.js';
import { addDemo } from './commands/demo.js';
import { addDoctor } from './commands/doctor.js';
import { addReconciliations } from './commands/reconcile.js';
import { addReports } from './commands/reports.js';
import { addResend } from './commands/resend.js';
import { addRoutes } from './commands/routes.js';
import { addSearch } from './commands/search.js';
import { addShow } from './commands/show.js';
import { addStart } from './commands/start.js';
import { addTasks } from './commands/tasks.js';
import { addWhy } from './commands/why.js';
import { addWords } from './commands/words.js';
import { mask } from '../runtime/logging/mask.js';
import { exitStatus, languageAsked, tellFailure, UsageFault } from './terminal.js';

const program = new Command('bida')
  .description(
    'Bida 必达: every key decision on a loan application reaches the applicant, exactly once per stage',
  )
  .version('0.1.0')
  .configureOutput({
    // Told below, in the same form as every other failure; without a command the whole help is.
    outputError: () => undefined,
  })
  .addHelpText(
    'after',
    `
Exit status: 0 done, 1 failed, 2 wrong call or file, 3 refused (the code says why),
4 no stack runs or a part cannot be reached.

A first look:
  npm start -- --calendar open          start everything, in a terminal of its own
  npx bida apply A-1 --sample           report an application of a made-up person
  npx bida stage A-1 final-decision --decision approved
  npx bida show A-1                     what happened, and what is awaited
  npx bida why A-1                      why the applicant was told, or not yet, in plain words`,
  )
  .exitOverride();

const commands = [
  ...[
    addStart,
    addDemo,
    addBacktest,
    addReports,
    addReconciliations,
    addContacts,
    addShow,
    addWhy,
    addSearch,
  ],
  ...[addTasks, addResend, addAlarms, addAnnouncements, addRoutes, addWords, addConfig, addDoctor],
];
for (const add of commands) add(program);

async function main(): Promise<number> {
  try {
    await program.parseAsync();
    return typeof process.exitCode === 'number' ? process.exitCode : exitStatus.done;
  } catch (failure) {
    if (failure instanceof CommanderError && failure.exitCode === 0) return exitStatus.done;
    if (failure instanceof CommanderError && failure.code === 'commander.help') return exitStatus.usage;
    return tellFailure(
      failure instanceof CommanderError ? wrongCall(failure) : failure,
      process.argv.includes('--json'),
      languageAsked(process.argv),
    );
  }
}

/** What is wrong with a call, in one line; what was typed may be somebody's number. */
const wrongCall = ({ message }: CommanderError): UsageFault => {
  const [first = ''] = mask(message.replace(/^error: /, '')).split('\n');
  return new UsageFault(`${first.replace(/\.$/, '')}; --help shows how`);
};

// A reader that closes early (`| head`) ends us quietly.
process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  if (failure.code === 'EPIPE' || failure.code === 'EIO') process.exitCode ??= exitStatus.done;
});
void main().then((status) => {
  process.exitCode = status;
});
