#!/usr/bin/env node
/** `npx bida`: the command line for engineers and staff, and the embedded stack. */
import { Command, CommanderError } from 'commander';
import { mask } from '../runtime/logging/mask.js';
import { programVersion } from '../runtime/version/version.js';
import { exitStatus, languageAsked, tellFailure, UsageFault } from './terminal.js';

const program = new Command('bida')
  .description(
    'Bida 必达: every key decision on a loan application reaches the applicant, exactly once per stage',
  )
  .version(programVersion)
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

type Add = (program: Command) => unknown;

/** Each file of commands with the names it knows, in the order of the help. */
const files: readonly (readonly [names: readonly string[], load: () => Promise<Add>])[] = [
  [['start'], async () => (await import('./commands/start.js')).addStart],
  [['demo'], async () => (await import('./commands/demo.js')).addDemo],
  [['drill'], async () => (await import('./commands/drill.js')).addDrill],
  [['backtest'], async () => (await import('./commands/backtest.js')).addBacktest],
  [['apply', 'stage', 'withdraw'], async () => (await import('./commands/reports.js')).addReports],
  [
    ['reconcile', 'reconciliations'],
    async () => (await import('./commands/reconcile.js')).addReconciliations,
  ],
  [['contacts'], async () => (await import('./commands/contacts.js')).addContacts],
  [['replies'], async () => (await import('./commands/replies.js')).addReplies],
  [['show'], async () => (await import('./commands/show.js')).addShow],
  [['why'], async () => (await import('./commands/why.js')).addWhy],
  [['search'], async () => (await import('./commands/search.js')).addSearch],
  [['tasks', 'complete'], async () => (await import('./commands/tasks.js')).addTasks],
  [['erase'], async () => (await import('./commands/erase.js')).addErase],
  [['approvals'], async () => (await import('./commands/approvals.js')).addApprovals],
  [['resend'], async () => (await import('./commands/resend.js')).addResend],
  [['alarms'], async () => (await import('./commands/alarms.js')).addAlarms],
  [['incidents'], async () => (await import('./commands/incidents.js')).addIncidents],
  [['announcements'], async () => (await import('./commands/announcements.js')).addAnnouncements],
  [['webhooks'], async () => (await import('./commands/webhooks.js')).addWebhooks],
  [['routes'], async () => (await import('./commands/routes.js')).addRoutes],
  [['words'], async () => (await import('./commands/words.js')).addWords],
  [['config'], async () => (await import('./commands/config.js')).addConfig],
  [['keys'], async () => (await import('./commands/keys.js')).addKeys],
  [['doctor'], async () => (await import('./commands/doctor.js')).addDoctor],
];

/** Reads the file of the command that is called, and all of them only where it is none: together they take over a second. */
async function addCommands(called = ''): Promise<void> {
  const known = files.filter(([names]) => names.includes(called));
  for (const [, load] of known.length === 0 ? files : known) (await load())(program);
}

async function main(): Promise<number> {
  try {
    await addCommands(process.argv[2]);
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
  // Everything is said and let go of, once it is written; what somebody gave up waiting for keeps nobody.
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
});
