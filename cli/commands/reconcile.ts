/** `bida reconcile` and `bida reconciliations`: the bank's own list of a day, and what never reached us. */
import type { Command } from 'commander';
import { readDays, readReconciliation, mostEntries } from '../../client/reconciliation/read.js';
import type { EntryPage } from '../../client/reconciliation/read.js';
import { reconcile } from '../../client/reconciliation/reconcile.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { entryKinds } from '../../domain/reconciliation/reconciliation.js';
import type { EntryKind } from '../../domain/reconciliation/reconciliation.js';
import { faultInFile, readDecisionList } from '../feed/decision-list.js';
import { dayLines, reconciliationLines, takenListInWords } from '../show/reconciliation-lines.js';
import { goingOn } from '../stack/progress.js';
import { languageOf, print, UsageFault } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface ReadArguments extends StackArguments {
  readonly kind?: string;
  readonly after?: string;
  readonly limit: string;
}

/** As whom lists come by the command line. */
const commandLine = 'command-line';
const mostDays = 31;

/** Adds both. */
export function addReconciliations(program: Command): void {
  withStackOptions(program.command('reconcile <date>'))
    .description('give the bank’s own list of all decisions of a day, and see what never reached us')
    .requiredOption('--file <FILE|->', 'the list as JSON or CSV, also gzip; - reads standard input')
    .addHelpText(
      'after',
      `
Examples:
  bida reconcile 2030-01-08 --file decisions.csv
     applicationId,stage,round,decidedAt,decision
     A-1,final-decision,1,2030-01-08T10:30:00+08:00,approved
  bida reconcile 2030-01-08 --file -
     {"decisions":[{"applicationId":"A-1","stage":"final-decision"}]}

Only applicationId and stage are needed. The list is the whole day: given anew, it takes the place of the one
before. What is not reported within the grace becomes one alarm of the day (bida alarms).`,
    )
    .action(async (date: string, given: StackArguments & { readonly file: string }) => {
      const list = await readDecisionList(given.file);
      const lang = languageOf(given.lang);
      await withBank(given, async (bank) => {
        const progress = (line: string) => process.stderr.write(`${line}\n`);
        const what = { en: 'recording and comparing the list', zh: '正在记录并比对清单' }[lang];
        const work = async () => {
          const taken = await reconcile(bank, date, list.body, { account: commandLine });
          return { taken, read: await readReconciliation(bank, date) };
        };
        const { taken, read } = await goingOn(progress, what, work()).catch((failure: unknown) => {
          if (!(failure instanceof Refusal)) throw failure;
          throw new Refusal(
            failure.code,
            failure.fields.map((fault) => faultInFile(fault, list)),
          );
        });
        print(given.json, { ...taken, ...read }, () =>
          [takenListInWords(taken, lang), reconciliationLines(read, lang)].join('\n'),
        );
      });
    });

  withStackOptions(program.command('reconciliations [date]'))
    .description('how decisions stand against the bank’s own lists: the newest days, or one day')
    .option(`--kind <kind>`, `of one day, these alone: ${entryKinds.join(', ')}`)
    .option('--after <place>', 'of one day, the page behind `next` of the one before')
    .option('--limit <number>', 'of one day, at most so many', '100')
    .addHelpText('after', '\nExamples:\n  bida reconciliations\n  bida reconciliations 2030-01-08 --lang zh')
    .action(async (date: string | undefined, given: ReadArguments) => {
      const lang = languageOf(given.lang);
      const page = pageOf(given);
      await withBank(given, async (bank) => {
        if (date === undefined) {
          const days = await readDays(bank, mostDays);
          print(given.json, { days }, () => dayLines(days, lang));
          return;
        }
        const read = await readReconciliation(bank, date, page);
        print(given.json, read, () => reconciliationLines(read, lang));
      });
    });
}

function pageOf({ kind, after, limit }: ReadArguments): EntryPage {
  if (kind !== undefined && !isEntryKind(kind))
    throw new UsageFault(`--kind: expected one of ${entryKinds.join(', ')}`);
  const most = Number(limit);
  if (!Number.isInteger(most) || most < 1 || most > mostEntries)
    throw new UsageFault(`--limit: expected a whole number from 1 to ${mostEntries}`);
  return { most, ...(kind === undefined ? {} : { kind }), ...(after === undefined ? {} : { after }) };
}

const isEntryKind = (text: string): text is EntryKind => (entryKinds as readonly string[]).includes(text);
