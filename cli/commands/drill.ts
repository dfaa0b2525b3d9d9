/** `bida drill`: plays a disturbance on the embedded stack, people included, and says how well it went. */
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { playDrill } from '../drill/play.js';
import { scoreTable } from '../drill/score-table.js';
import { colours, exitStatus, languageOf, print, UsageFault } from '../terminal.js';
import { refuseRunning } from './refuse-running.js';
import { defaultStateDir, languageOption } from './stack-options.js';

interface DrillArguments {
  readonly seed: string;
  readonly applications: string;
  readonly state: string;
  readonly json?: boolean;
  readonly stay?: boolean;
  readonly lang?: string;
}

const least = 250;
const most = 20_000;

const examples = `
A provider of SMS loses one province without a word: it accepts, and delivers nothing. What must happen by itself, happens:
the monitor sees it, moves that province's share to the other provider, and opens an incident with its list. Then a scripted
member of staff and two scripted supervisors tell everybody who was left untold, compensation is agreed to and answered, and
the incident is closed. Everything is judged by the providers' own log.

With the usual number of applications it takes about four minutes. Exit status 0 only if the list is exactly whom the
provider left untold, every one is accounted for, and no other share was touched.

Examples:
  bida drill regional-outage
  bida drill regional-outage --applications 300 --seed 7
  bida drill regional-outage --stay                             watch it in the console
  bida drill regional-outage --json > score.json`;

/** Adds `bida drill` and the cases under it. */
export function addDrill(program: Command): Command {
  const drill = program
    .command('drill')
    .description(
      'play a disturbance on the embedded stack, people included, and score what was done about it',
    )
    .addHelpText('after', examples);
  drill
    .command('regional-outage')
    .description('a provider of SMS loses one province without a word')
    .option('--seed <text>', 'who applies, from where, and what fails; the same for the same seed', 'bida')
    .option('--applications <N>', `how many, each with one stage: ${least} to ${most}`, '2000')
    .option('--stay', 'leave everything running afterwards, to look at it in the console; Ctrl-C ends it')
    .option('--json', 'one JSON line for programs; progress goes to standard error')
    .option(
      '--state <folder>',
      'where the drill keeps its state; emptied first',
      join(defaultStateDir, 'drill'),
    )
    .addOption(languageOption())
    .addHelpText('after', examples)
    .action(regionalOutage);
  return drill;
}

async function regionalOutage(given: DrillArguments): Promise<void> {
  const lang = languageOf(given.lang);
  const stateDir = resolve(given.state);
  const applications = numberOf(given.applications);
  refuseRunning(stateDir);
  const isScored = await playDrill({
    ...{ stateDir, lang, applications },
    seed: given.seed,
    stay: given.stay ?? false,
    progress: (line) => process.stderr.write(`${colours.dim('·')} ${line}\n`),
    scored: ({ score, reports }) => {
      print(given.json, { ...score, reports }, () => scoreTable(score, reports, lang));
      process.exitCode = score.differences.length === 0 ? exitStatus.done : exitStatus.failed;
    },
  });
  if (!isScored) throw new UsageFault('interrupted before the drill was over');
}

function numberOf(text: string): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number < least || number > most)
    throw new UsageFault(`--applications: expected a whole number from ${least} to ${most}`);
  return number;
}
