/** `bida drill`: plays a disturbance on the embedded stack, people included, and says how well it went. */
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { playOrdinaryDay } from '../drill/ordinary-day/play.js';
import { ordinaryTable } from '../drill/ordinary-day/score-table.js';
import type { DrillOptions } from '../drill/on-stage.js';
import { playRegionalOutage } from '../drill/regional-outage/play.js';
import { scoreTable } from '../drill/regional-outage/score-table.js';
import { colours, exitStatus, languageOf, print, UsageFault } from '../terminal.js';
import type { Language } from '../terminal.js';
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

const most = 20_000;

const outageExamples = `
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

const ordinaryExamples = `
Of every hundred messages three are never reported on, two are reported undelivered, and now and then a call fails: as on
any day. A scripted member of staff calls whom machines could not tell. No alarm may be raised, and nothing be moved.

With the usual number of applications it takes about four minutes. Exit status 0 only if there was no alarm, no share was
moved, no incident was opened, and everybody was told, once.

Examples:
  bida drill ordinary-day
  bida drill ordinary-day --applications 20000                  half an hour
  bida drill ordinary-day --json > score.json`;

const examples = `
Examples:
  bida drill regional-outage
  bida drill ordinary-day`;

/** Adds `bida drill` and the cases under it. */
export function addDrill(program: Command): Command {
  const drill = program
    .command('drill')
    .description(
      'play a disturbance, or a day without any, on the embedded stack, people included, and score it',
    )
    .addHelpText('after', examples);
  addCase(drill, {
    name: 'regional-outage',
    description: 'a provider of SMS loses one province without a word',
    examples: outageExamples,
    // Of fewer too few are lost to be sure of anything.
    least: 250,
    play: playRegionalOutage,
    say: ({ score, reports }, json, lang) => {
      print(json, { ...score, reports }, () => scoreTable(score, reports, lang));
      return score.differences;
    },
  });
  addCase(drill, {
    name: 'ordinary-day',
    description: 'nothing but ordinary failures: no alarm may be raised',
    examples: ordinaryExamples,
    least: 20,
    play: playOrdinaryDay,
    say: (score, json, lang) => {
      print(json, score, () => ordinaryTable(score, lang));
      return score.differences;
    },
  });
  return drill;
}

interface DrillCase<Scored> {
  readonly name: string;
  readonly description: string;
  readonly examples: string;
  /** Applications. */
  readonly least: number;
  readonly play: (options: DrillOptions<Scored>) => Promise<boolean>;
  /** Prints the score, and answers in what it differs from what must be. */
  readonly say: (scored: Scored, json: boolean | undefined, lang: Language) => readonly string[];
}

const addCase = <Scored>(drill: Command, its: DrillCase<Scored>): Command =>
  drill
    .command(its.name)
    .description(its.description)
    .option('--seed <text>', 'who applies, from where, and what fails; the same for the same seed', 'bida')
    .option('--applications <N>', `how many, each with one stage: ${its.least} to ${most}`, '2000')
    .option('--stay', 'leave everything running afterwards, to look at it in the console; Ctrl-C ends it')
    .option('--json', 'one JSON line for programs; progress goes to standard error')
    .option(
      '--state <folder>',
      'where the drill keeps its state; emptied first',
      join(defaultStateDir, 'drill'),
    )
    .addOption(languageOption())
    .addHelpText('after', its.examples)
    .action((given: DrillArguments) => played(given, its));

async function played<Scored>(given: DrillArguments, { least, play, say }: DrillCase<Scored>): Promise<void> {
  const lang = languageOf(given.lang);
  const stateDir = resolve(given.state);
  const applications = numberOf(given.applications, least);
  refuseRunning(stateDir);
  const isScored = await play({
    ...{ stateDir, lang, applications },
    seed: given.seed,
    stay: given.stay ?? false,
    progress: (line) => process.stderr.write(`${colours.dim('·')} ${line}\n`),
    scored: (one) => {
      process.exitCode = say(one, given.json, lang).length === 0 ? exitStatus.done : exitStatus.failed;
    },
  });
  if (!isScored) throw new UsageFault('interrupted before the drill was over');
}

function numberOf(text: string, least: number): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number < least || number > most)
    throw new UsageFault(`--applications: expected a whole number from ${least} to ${most}`);
  return number;
}
