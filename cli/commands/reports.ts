/** `bida apply`, `stage`, `contacts`, `withdraw`: what a loan system would report. */
import type { Command } from 'commander';
import { reportApplication, reportContacts, reportWithdrawal } from '../../client/intake/applications.js';
import type { Taken } from '../../client/intake/intake.js';
import { reportStage } from '../../client/intake/stages.js';
import { standInApplicants } from '../feed/stand-in-applicants.js';
import { print, readJsonInput, UsageFault } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface FileArguments extends StackArguments {
  readonly file?: string;
}

/** Adds the commands that report. Applicant data comes by file or standard input, never by argument. */
export function addReports(program: Command): void {
  withStackOptions(program.command('apply <applicationId>'))
    .description('report a loan application')
    .option('--file <FILE|->', 'the application as JSON: {applicant, contacts, product, …}')
    .option('--sample', 'a made-up applicant instead of a file')
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
    .option('--decision <approved|declined|conditional>', 'of a final decision')
    .option('--valid-until <YYYY-MM-DD>', 'of a preliminary approval')
    .option('--round <n>', 'a further round of the same stage', '1')
    .option('--decided-at <ISO time>', 'when the bank decided')
    .option('--urgent <reason>', 'skip the send window (never the quiet hours)')
    .action(async (applicationId: string, stage: string, given: StageArguments) => {
      const body = stageBody(given);
      await tell(given, `${applicationId} ${stage}`, (bank) =>
        reportStage(bank, applicationId, stage, Number(given.round), body),
      );
    });

  withStackOptions(program.command('contacts <applicationId>'))
    .description('report corrected contacts')
    .requiredOption('--file <FILE|->', 'the contacts as JSON: {mobile, email, …}')
    .action(async (applicationId: string, given: StackArguments & { file: string }) => {
      const body = readJsonInput(given.file);
      await tell(given, `${applicationId} contacts`, (bank) => reportContacts(bank, applicationId, body));
    });

  withStackOptions(program.command('withdraw <applicationId>'))
    .description('report that the application was withdrawn: nothing more is owed')
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
    throw new UsageFault(`${file ?? ''}: expected a JSON object`);
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
  report: (bank: Parameters<Parameters<typeof withBank>[1]>[0]) => Promise<Taken>,
): Promise<void> {
  const taken = await withBank(given, report);
  print(given.json, taken, () => {
    const words = [`${what}: ${taken.result === 'created' ? 'recorded' : 'known already, nothing changed'}`];
    if (taken.mobile === 'bad-format')
      words.push('the mobile number is not one of mainland China: a task to correct it is opened');
    if (taken.mobile === 'missing') words.push('no mobile number was given');
    if (!taken.told) words.push('Temporal is away at present; the relay will tell the workflow');
    return words.join('\n');
  });
}
