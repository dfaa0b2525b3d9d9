/** `bida words`: the life of what applicants read, from draft to retirement. */
import type { Command } from 'commander';
import type { ApprovalTimes } from '../../client/approval/world.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { isRoute } from '../../domain/attempt/route.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { renderWords } from '../../domain/words/render.js';
import { sampleFields } from '../../domain/words/sample.js';
import { providerTextOf } from '../../domain/words/sms-text.js';
import { faultLine } from '../../domain/words/template-fault.js';
import { templateFaults } from '../../domain/words/template-faults.js';
import { isApprovedByProvider, wordsNameFrom, wordsNameOf } from '../../domain/words/template.js';
import type { WordsName, WrittenTemplate } from '../../domain/words/template.js';
import { readWritten } from '../../domain/words/written.js';
import type { Queryable } from '../../ledger/ledger.js';
import { draftWords, proposeWords } from '../../client/words/draft.js';
import type { Drafted } from '../../client/words/draft.js';
import { goLive, recordProviderApproval, retire } from '../../ledger/words/life.js';
import type { Deed } from '../../ledger/words/life.js';
import { allTemplates, findTemplate, templateHistory } from '../../ledger/words/row.js';
import { approvalJson, approvalLine } from '../show/approval-lines.js';
import { eventLine, renderedText, stateWords, stepDone, templateText } from '../show/template-lines.js';
import { languageOf, print, readTextInput, UsageFault } from '../terminal.js';
import { namedActor } from './named-actor.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface StaffArguments extends StackArguments {
  readonly staff: string;
}

/** Adds `bida words` and its steps. */
export function addWords(program: Command): void {
  const words = withStackOptions(program.command('words'))
    .description('what applicants read: list, show, draft, propose, make live, retire, preview')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      `
A template is named by what it is for, and its version: final-decision.approved.sms.zh-CN.person@1
Examples:
  bida words draft --file words.liquid --staff li.na
  bida approvals approve <approval> --staff wang.wei                  a second person
  bida words provider-approve <template> --route sms/aliyun --code SMS_1 --staff wang.wei
  bida words live <template> --staff wang.wei`,
    );

  words
    .command('list')
    .description('every version of every template, and its state')
    .action(async (_own: unknown, command: Command) => {
      const given = command.optsWithGlobals<StackArguments>();
      const templates = await withBank(given, ({ ledger }) => allTemplates(ledger));
      const lang = languageOf(given.lang);
      print(given.json, { templates }, () =>
        templates.map((one) => `${stateWords(one.state, lang)}  ${wordsNameOf(one)}`).join('\n'),
      );
    });

  words
    .command('show <template>')
    .description('the words, the text a provider is asked to approve, and who did what')
    .action(async (text: string, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<StackArguments>();
      const name = named(text);
      const { template, history } = await withBank(given, async ({ ledger }) => ({
        template: (await findTemplate(ledger, name)) ?? unknownWords(),
        history: await templateHistory(ledger, name),
      }));
      const providerText = isApprovedByProvider(template.channel) ? providerTextOf(template.body) : undefined;
      const lang = languageOf(given.lang);
      print(given.json, { template, history, ...(providerText === undefined ? {} : { providerText }) }, () =>
        [
          `${wordsNameOf(template)}  ${stateWords(template.state, lang)}`,
          templateText(template),
          ...(providerText === undefined ? [] : [providerText]),
          ...history.map((event) => eventLine(event, lang)),
        ].join('\n'),
      );
    });

  words
    .command('draft')
    .description('take words down as the next version of their slot')
    .requiredOption(
      '--file <FILE|->',
      'head lines `template:` (and `subject:` or `title:`), a blank line, the words',
    )
    .requiredOption('--staff <account>', 'who wrote them')
    .action(async (_own: unknown, command: Command) => {
      const given = command.optsWithGlobals<StaffArguments & { file: string }>();
      const template = readTemplate(given.file);
      await propose(given, 'drafted', (tx, times, by) => draftWords(tx, times, template, by));
    });

  words
    .command('propose <template>')
    .description('propose a draft anew, whose approval expired or was rejected')
    .requiredOption('--staff <account>', 'who proposes it')
    .action(async (text: string, _own: unknown, command: Command) => {
      const name = named(text);
      await propose(command.optsWithGlobals<StaffArguments>(), 'drafted', (tx, times, by) =>
        proposeWords(tx, times, name, by),
      );
    });

  const steps = [
    ['live', 'send these words from now on; those live before are retired', 'went-live', goLive],
    ['retire', 'do not use these words again', 'retired', retire],
  ] as const;
  for (const [command, description, done, act] of steps)
    words
      .command(`${command} <template>`)
      .description(description)
      .requiredOption('--staff <account>', 'who does it')
      .action(async (text: string, _own: unknown, self: Command) => {
        const name = named(text);
        await step(self.optsWithGlobals<StaffArguments>(), done, async (tx, deed) => {
          await act(tx, name, deed);
          return name;
        });
      });

  words
    .command('provider-approve <template>')
    .description('record that a provider approved an SMS, under its code')
    .requiredOption('--route <route>', 'the route, such as sms/aliyun')
    .requiredOption('--code <code>', 'the provider’s code of the template')
    .requiredOption('--staff <account>', 'who records it')
    .action(async (text: string, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<StaffArguments & { route: string; code: string }>();
      const { route, code } = given;
      const name = named(text);
      if (!isRoute(route)) throw new UsageFault('--route: expected a route such as sms/aliyun');
      await step(given, 'provider-approved', async (tx, deed) => {
        await recordProviderApproval(tx, name, { route, code }, deed);
        return name;
      });
    });

  words
    .command('preview [template]')
    .description('the words with made-up fields, of a version on record or of a file')
    .option('--file <FILE|->', 'words not yet drafted')
    .action(async (text: string | undefined, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<StackArguments & { file?: string }>();
      if ((text === undefined) === (given.file === undefined))
        throw new UsageFault('expected either a template or --file FILE (or - for standard input)');
      const template =
        given.file === undefined ? await recorded(given, named(text ?? '')) : readTemplate(given.file);
      const faults = templateFaults(template);
      if (faults.length > 0) throw new Refusal('words-faulty', faults.map(faultLine));
      const rendered = renderWords(template, sampleFields(template));
      if (!('ok' in rendered)) throw new Refusal('words-faulty');
      print(given.json, rendered.ok, () => renderedText(rendered.ok));
    });
}

async function step(
  given: StaffArguments,
  done: Parameters<typeof stepDone>[0],
  act: (tx: Queryable, deed: Deed) => Promise<WordsName>,
): Promise<void> {
  const name = await withBank(given, ({ ledger, clock }) =>
    ledger.transaction((tx) => act(tx, { staffRef: given.staff, at: clock.now() })),
  );
  const words = wordsNameOf(name);
  print(given.json, { result: done, words }, () => `${words}: ${stepDone(done, languageOf(given.lang))}`);
}

/** Drafts or proposes; what it waits for is told with it. */
async function propose(
  given: StaffArguments,
  done: Parameters<typeof stepDone>[0],
  act: (tx: Queryable, times: ApprovalTimes, by: { actor: Actor; at: number }) => Promise<Drafted>,
): Promise<void> {
  const { name, approval } = await withBank(given, ({ ledger, clock, configuration }) =>
    ledger.transaction((tx) =>
      act(tx, configuration.approvals, { actor: namedActor(given.staff), at: clock.now() }),
    ),
  );
  const [words, lang] = [wordsNameOf(name), languageOf(given.lang)];
  print(given.json, { result: done, words, approval: approvalJson(approval) }, () =>
    [`${words}: ${stepDone(done, lang)}`, approvalLine(approval, Date.now(), lang)].join('\n'),
  );
}

const recorded = (given: StackArguments, name: WordsName): Promise<WrittenTemplate> =>
  withBank(given, async ({ ledger }) => (await findTemplate(ledger, name)) ?? unknownWords());

function unknownWords(): never {
  throw new Refusal('words-unknown');
}

const named = (text: string): WordsName => wordsNameFrom(text) ?? unknownWords();

function readTemplate(file: string): WrittenTemplate {
  const read = readWritten(readTextInput(file));
  if ('template' in read) return read.template;
  throw new Refusal('words-faulty', read.faults);
}
