/** `bida apply`, `stage`, `withdraw`: what a loan system would report. */
import type { Command } from 'commander';
import { reportApplication, reportWithdrawal } from '../../client/intake/applications.js';
import { reportStage } from '../../client/intake/stages.js';
import type { StageTaken } from '../../client/intake/stages.js';
import { standInApplicants } from '../feed/stand-in-applicants.js';
import { inputName, languageOf, print, readJsonInput, UsageFault } from '../terminal.js';
import { takenInWords } from '../show/taken-words.js';
import { printApproval } from './named-actor.js';
import type { StackArguments } from './stack-options.js';
import { withStackOptions, withStories } from './stack-options.js';

/** As whom stages come by the command line. */
const commandLine = { account: 'command-line', roles: new Set(['loan-system'] as const) };

interface FileArguments extends StackArguments {
  readonly file?: string;
}

/** Adds the commands that report. Applicant data comes by file or standard input, never by argument. */
export function addReports(program: Command): void {
  withStackOptions(program.command('apply <applicationId>'))
    .description('report a loan application')
    .option('--file <FILE|->', 'the application as JSON: {applicant, contacts, product, …}')
    .option('--sample', 'a made-up applicant instead of a file')
    .addHelpText(
      'after',
      `
Examples:
  bida apply A-1 --sample
  bida apply A-2 --file application.json     - instead of a file reads standard input
     {"applicant":{"name":"张三"},"contacts":{"mobile":"13800000001"},"product":"personal-loan"}`,
    )
    .action(async (applicationId: string, given: FileArguments & { sample?: boolean }) => {
      if ((given.file === undefined) === (given.sample !== true))
        throw new UsageFault('expected either --file FILE (or - for standard input) or --sample');
      const body =
        given.file === undefined
          ? standInApplicants('sample').applicationFor(applicationId)
          : readJsonInput(given.file);
      await tell(given, applicationId, (bank) => reportApplication(bank, applicationId, body));
    });

  withStackOptions(program.command('stage <applicationId> <stage>'))
    .description('report a stage: preliminary-approval, supplementary-documents or final-decision')
    .option('--file <FILE|->', 'the stage’s data as JSON')
    .option('--decision <decision>', 'of a final decision: approved, declined or conditional')
    .option('--valid-until <YYYY-MM-DD>', 'of a preliminary approval')
    .option('--round <n>', 'a further round of the same stage', '1')
    .option('--decided-at <ISO time>', 'when the bank decided')
    .option('--urgent <reason>', 'skip the send window (never the quiet hours)')
    .addHelpText(
      'after',
      `
Examples:
  bida stage A-1 preliminary-approval --valid-until 2030-01-31
  bida stage A-1 supplementary-documents --file documents.json
     {"documents":["近三个月工资流水"],"dueDate":"2030-01-31"}
  bida stage A-1 final-decision --decision approved --decided-at 2030-01-08T10:30:00+08:00
  bida stage A-1 final-decision --decision declined --round 2     a corrected decision;
     once the applicant may have heard the earlier one, it waits for a supervisor: bida approvals`,
    )
    .action(async (applicationId: string, stage: string, given: StageArguments) => {
      const body = stageBody(given);
      await tell(given, `${applicationId} ${stage}`, (bank) =>
        reportStage(bank, applicationId, stage, Number(given.round), body, commandLine),
      );
    });

  withStackOptions(program.command('withdraw <applicationId>'))
    .description('report that the application was withdrawn: nothing more is owed')
    .addHelpText('after', '\nExample:\n  bida withdraw A-1')
    .action(async (applicationId: string, given: StackArguments) => {
      await tell(given, `${applicationId} withdrawal`, (bank) => reportWithdrawal(bank, applicationId, {}));
    });
}

interface StageArguments extends FileArguments {
  readonly decision?: string;
  readonly validUntil?: string;
  readonly round: string;
  readonly decidedAt?: string;
  readonly urgent?: string;
}

function stageBody({ file, decision, validUntil, decidedAt, urgent }: StageArguments): object {
  const read = file === undefined ? {} : readJsonInput(file);
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new UsageFault(`${inputName(file ?? '')}: expected a JSON object`);
  return {
    ...read,
    ...(decision === undefined ? {} : { decision }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
    ...(urgent === undefined ? {} : { urgent: { reason: urgent } }),
  };
}

async function tell(
  given: StackArguments,
  what: string,
  report: (bank: Parameters<Parameters<typeof withStories>[1]>[0]) => Promise<StageTaken>,
): Promise<void> {
  const taken = await withStories(given, report);
  if (taken.result === 'proposed') printApproval(given, taken.approval);
  else print(given.json, taken, () => takenInWords(what, taken, languageOf(given.lang)));
}
