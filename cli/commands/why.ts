import type { Command } from 'commander';
import { explanationOf } from '../../client/explanation/explanation.js';
import { isRound, knownShape } from '../../client/intake/intake.js';
import type { Asked } from '../../domain/explanation/explain.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStage } from '../../domain/stage/stage.js';
import { clockworkOf } from '../../runtime/configuration/send-rules.js';
import { explanationPage } from '../show/explanation-page.js';
import { languageOf, print, UsageFault } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface WhyArguments extends StackArguments {
  readonly stage?: string;
  readonly round?: string;
}

/** Adds `bida why`: why an applicant has, or has not yet, been told; what to do, and what to say. */
export const addWhy = (program: Command): Command =>
  withStackOptions(program.command('why <applicationId>'))
    .description('why an applicant has, or has not yet, been told; what to do now, and what to tell them')
    .option('--stage <stage>', 'preliminary-approval, supplementary-documents or final-decision')
    .option('--round <n>', 'one round of the stage (default: the newest)')
    .addHelpText(
      'after',
      `
Examples:
  bida why A-1
  bida why A-1 --lang zh
  bida why A-1 --stage final-decision --round 2
  bida why A-1 --json      both languages, with the cause as a word`,
    )
    .action(async (given: string, options: WhyArguments) => {
      const applicationId = knownShape(given);
      const asked = askedFor(options);
      await withBank(options, async ({ ledger, clock, configuration }) => {
        const clockwork = clockworkOf(configuration);
        const answer = await explanationOf({ ledger, clock, clockwork }, applicationId, asked);
        const shown = asked.stage === undefined ? answer : { ...answer, notices: [] };
        print(options.json, { applicationId, ...answer }, () =>
          explanationPage(applicationId, shown, languageOf(options.lang), clockwork.timeZone),
        );
      });
    });

function askedFor({ stage, round }: WhyArguments): Asked {
  if (stage === undefined) {
    if (round !== undefined) throw new UsageFault('--round needs --stage');
    return {};
  }
  if (!isStage(stage)) throw new Refusal('stage-unknown');
  if (round === undefined) return { stage };
  const count = Number(round);
  if (!isRound(count)) throw new UsageFault('--round: expected a whole number from 1 to 99');
  return { stage, round: count };
}
