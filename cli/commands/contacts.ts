/** `bida contacts`: what is known of an application's contacts, and their correction. */
import type { Command } from 'commander';
import { maskedApplicant } from '../../client/contact/masked.js';
import { revealContacts } from '../../client/reveal/contacts.js';
import { shownContacts } from '../../client/contact/versions.js';
import { correctContacts } from '../../client/intake/contact-correction.js';
import type { Corrected } from '../../client/intake/contact-correction.js';
import { reportContacts } from '../../client/intake/contacts.js';
import { askPerson } from '../private-input.js';
import { approvalJson, approvalLine } from '../show/approval-lines.js';
import { contactLines, revealedLines } from '../show/contact-lines.js';
import { takenInWords } from '../show/taken-words.js';
import { languageOf, print, readJsonInput, UsageFault } from '../terminal.js';
import { breakGlassOf, namedActor, printApproval } from './named-actor.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions, withStories } from './stack-options.js';

interface ContactsArguments extends StackArguments {
  readonly file?: string;
  readonly staff?: string;
  readonly breakGlass?: string;
  readonly reveal?: boolean;
  readonly applicant?: boolean;
  readonly reason?: string;
}

/** Adds `bida contacts`. Contact values come by file, standard input or question, never by argument. */
export const addContacts = (program: Command): Command =>
  withStackOptions(program.command('contacts <applicationId>'))
    .description('show contacts masked, report changed ones, or correct them')
    .option('--file <FILE|->', 'changed contacts as JSON: {mobile, email, …}')
    .option('--staff <account>', 'a member of staff corrects them; asks for the values without --file')
    .option(
      '--break-glass <reason>',
      'replace a mobile number at once and alone, to be reviewed; kept sealed',
    )
    .option('--reveal', 'show the values in force once, on record (with --reason and --staff)')
    .option('--applicant', 'with --reveal: name and identity number too')
    .option('--reason <text>', 'why the values are shown; kept sealed')
    .addHelpText(
      'after',
      `
Examples:
  bida contacts A-1                               versions and states, the values in force masked
  bida contacts A-1 --file contacts.json          as the loan system reports them, all of them
     {"mobile":"13800000001","consent":{"sms":true}}
  bida contacts A-1 --file - --staff li.na        what is given replaces, null removes, the rest stays;
                                                  another mobile number waits for a second person: bida approvals
  bida contacts A-1 --staff li.na                 asks for mobile number and e-mail address
  bida contacts A-1 --reveal --reason "calls about the loan" --staff li.na`,
    )
    .action(async (applicationId: string, given: ContactsArguments) => {
      refuseMixed(given);
      if (given.reveal === true) return reveal(applicationId, given);
      if (given.file !== undefined || given.staff !== undefined) return change(applicationId, given);
      const shown = await withBank(given, async (bank) => ({
        versions: await shownContacts(bank, applicationId),
        masked: await maskedApplicant(bank, bank.ledger, applicationId),
      }));
      print(given.json, shown, () => contactLines(shown, languageOf(given.lang)));
    });

function refuseMixed({ file, staff, breakGlass, reveal, reason, applicant }: ContactsArguments): void {
  if (reveal === true && (file !== undefined || breakGlass !== undefined))
    throw new UsageFault('expected --reveal or a correction, not both');
  if (reveal === true && (reason === undefined || staff === undefined))
    throw new UsageFault('--reveal needs --reason TEXT and --staff ACCOUNT');
  if (reveal !== true && (reason !== undefined || applicant !== undefined))
    throw new UsageFault('--reason and --applicant go with --reveal');
  if (breakGlass !== undefined && staff === undefined)
    throw new UsageFault('--break-glass needs --staff: who corrected it');
}

async function reveal(applicationId: string, given: ContactsArguments): Promise<void> {
  const order = { reason: given.reason, staffRef: given.staff ?? '', applicant: given.applicant === true };
  const revealed = await withBank(given, (bank) => revealContacts(bank, applicationId, order));
  print(given.json, revealed, () => revealedLines(revealed, languageOf(given.lang)));
}

async function change(applicationId: string, given: ContactsArguments): Promise<void> {
  const { file, staff, breakGlass } = given;
  const lang = languageOf(given.lang);
  const body = file === undefined ? await askForContacts(lang) : readJsonInput(file);
  const taken = await withStories(given, (bank): Promise<Corrected> =>
    staff === undefined
      ? reportContacts(bank, applicationId, body)
      : correctContacts(bank, applicationId, body, {
          actor: namedActor(staff),
          ...breakGlassOf(breakGlass),
        }),
  );
  if (taken.result === 'proposed') {
    printApproval(given, taken.approval);
    return;
  }
  const { approval, ...rest } = taken;
  print(
    given.json,
    { ...rest, ...(approval === undefined ? {} : { approval: approvalJson(approval) }) },
    () =>
      [
        takenInWords(`${applicationId} contacts`, rest, lang),
        ...(approval === undefined ? [] : [approvalLine(approval, Date.now(), lang)]),
      ].join('\n'),
  );
}

/** What is answered with Enter alone stays as it is. */
async function askForContacts(lang: 'zh' | 'en'): Promise<Record<string, string>> {
  const questions = {
    mobile: { en: 'New mobile number (Enter keeps it): ', zh: '新手机号（回车保持不变）：' },
    email: { en: 'New e-mail address (Enter keeps it): ', zh: '新邮箱（回车保持不变）：' },
  };
  const answers = {
    mobile: await askPerson(questions.mobile[lang]),
    email: await askPerson(questions.email[lang]),
  };
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== ''));
}
