/** `bida incidents`: whom a provider left untold, and what is done until everybody is accounted for. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { markProvider, setIncidentRange } from '../../client/incident/change.js';
import { proposeClosing } from '../../client/incident/close.js';
import { proposeCompensation } from '../../client/incident/compensate.js';
import { openIncident } from '../../client/incident/open.js';
import type { IncidentOrder } from '../../client/incident/open.js';
import { readIncident } from '../../client/incident/read.js';
import { incidentReport } from '../../client/incident/report.js';
import { orderResends } from '../../client/incident/resend.js';
import { takeAnswer } from '../../client/incident/answer.js';
import { carriers, provinces } from '../../domain/contact/number-segment.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { affectedStates } from '../../domain/incident/affected.js';
import { compensationAnswers } from '../../domain/incident/compensation.js';
import { providerMarks } from '../../domain/incident/incident.js';
import { compensationsAfter } from '../../ledger/compensation/row.js';
import { affectedAfter } from '../../ledger/incident/affected.js';
import { incidentsBefore } from '../../ledger/incident/row.js';
import type { Bank } from '../bank/open-bank.js';
import { affectedLine, compensationLine, incidentLine, incidentPage } from '../show/incident-lines.js';
import { languageOf, print, UsageFault } from '../terminal.js';
import { instantOption } from './instant.js';
import { namedActor, printApproval } from './named-actor.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface ActArguments extends StackArguments {
  readonly staff: string;
}
interface ReasonArguments extends ActArguments {
  readonly reason: string;
}
interface OpenArguments extends ReasonArguments {
  readonly alarm?: string;
  readonly province?: string;
  readonly carrier?: string;
  readonly from: string;
  readonly until?: string;
}

const most = 500;

const examples = `
An incident opens by itself when a provider does not deliver what it takes (incidents.opensOn), or by hand. Everybody whose
message was lost comes to stand on its list, and leaves it only by being told: by a late receipt, another message, a resend
or staff. It is closed by two people, once everybody is accounted for and its range has an end.

Examples:
  bida incidents
  bida incidents open aliyun --province 广东 --from 2026-11-30T09:00:00+08:00 --reason "no receipts" --staff wang.wei
  bida incidents show 1
  bida incidents provider 1 notified --staff wang.wei
  bida incidents resend 1 --staff wang.wei
  bida incidents range 1 --until 2026-11-30T10:30:00+08:00 --staff wang.wei
  bida incidents close 1 --reason "all told" --staff wang.wei
  bida incidents report 1 --format csv --output incident-1.csv`;

/** Adds `bida incidents` and what is under it. */
export const addIncidents = (program: Command): Command => {
  const incidents = withStackOptions(program.command('incidents'))
    .description('incidents: whom a provider left untold, and how far it is that everybody is accounted for')
    .option('--all', 'closed ones too')
    .addHelpText('after', examples)
    .action(async (given: StackArguments & { readonly all?: boolean }) => {
      const state = given.all === true ? 'all' : 'open';
      const found = await withBank(given, ({ ledger }) => incidentsBefore(ledger, { state, most }));
      const lang = languageOf(given.lang);
      print(given.json, { incidents: found }, () =>
        found.length === 0
          ? { zh: '没有处理中的事故', en: 'no open incidents' }[lang]
          : found.map((one) => incidentLine(one, lang)).join('\n'),
      );
    });
  const sub = (name: string, description: string) =>
    withStackOptions(incidents.command(name)).description(description);
  const acting = (name: string, description: string) =>
    sub(name, description).requiredOption(
      '--staff <account>',
      'who does it: the account of a member of staff',
    );
  addReads(sub);
  addActs(acting);
  return incidents;
};

type Sub = (name: string, description: string) => Command;

function addReads(sub: Sub): void {
  sub('show <incident>', 'one as it stands: how far it is, what was done').action(
    async (number: string, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<StackArguments>();
      await showIncident(given, numberOf(number));
    },
  );
  sub('notices <incident>', 'its list: what became of each notice')
    .option('--status <state>', `only those that stand so: ${affectedStates.join(', ')}`)
    .action(async (number: string, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<StackArguments & { readonly status?: string }>();
      const state = given.status === undefined ? undefined : oneOf('--status', affectedStates, given.status);
      const filter = state === undefined ? {} : { states: [state] };
      const lang = languageOf(given.lang);
      const rows = await withBank(given, ({ ledger }) =>
        affectedAfter(ledger, numberOf(number), filter, { most }),
      );
      print(given.json, { notices: rows }, () => rows.map((row) => affectedLine(row, lang)).join('\n'));
    });
  sub('compensations <incident>', 'who is offered something, and what became of it').action(
    async (number: string, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<StackArguments>();
      const rows = await withBank(given, ({ ledger }) =>
        compensationsAfter(ledger, numberOf(number), { most }),
      );
      const lang = languageOf(given.lang);
      print(given.json, { compensations: rows }, () =>
        rows.map((row) => compensationLine(row, lang)).join('\n'),
      );
    },
  );
  sub('answer <compensation> <result>', `as the loan system: ${compensationAnswers.join(' or ')}`).action(
    async (compensationId: string, said: string, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<StackArguments>();
      const result = oneOf('result', compensationAnswers, said);
      const answered = await withBank(given, (bank) => takeAnswer(bank, compensationId, result));
      print(given.json, answered, () => compensationLine(answered.compensation, languageOf(given.lang)));
    },
  );
  sub('report <incident>', 'its report: who was affected, when each was told and by whom')
    .option('--format <format>', 'html or csv', 'html')
    .option('--output <file>', 'where it is written; to standard output unless told')
    .action(async (number: string, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<
        StackArguments & { readonly format: string; readonly output?: string }
      >();
      const format = oneOf('--format', ['html', 'csv'] as const, given.format);
      const setting = { language: languageOf(given.lang), timeZone: '' };
      await withBank(given, async (bank) => {
        const { timeZone } = bank.configuration.calendar;
        const report = await incidentReport(bank, numberOf(number), format, { ...setting, timeZone });
        if (given.output !== undefined) return pipeline(report, createWriteStream(given.output));
        for await (const piece of report)
          if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
      });
    });
}

function addActs(acting: Sub): void {
  acting('open [target]', 'open one by hand: `sms/aliyun`, `aliyun`, or what an alarm is about')
    .option('--alarm <number>', 'by an alarm, which says what it is about')
    .option('--province <province>', `of numbers from there: ${provinces.join(' ')}`)
    .option('--carrier <carrier>', `of it: ${carriers.join(', ')}`)
    .requiredOption('--from <time>', 'messages begun from then on: an ISO time with its offset')
    .option('--until <time>', 'and before that; it goes on unless told')
    .requiredOption('--reason <text>', 'why, shown to whoever looks; nobody’s number may be in it')
    .action(async (target: string | undefined, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<OpenArguments>();
      const order = orderOf(target, given);
      const opened = await withBank(given, (bank) => openIncident(bank, order, namedActor(given.staff)));
      print(given.json, opened, () => {
        const { incidentId, meets } = opened;
        const also = meets.map((one) => `#${one}`).join(', ');
        return {
          en: `#${incidentId} opened${also === '' ? '' : `; some of it may stand on the list of ${also}`}`,
          zh: `#${incidentId} 已立案${also === '' ? '' : `；部分通知可能已在 ${also} 的名单上`}`,
        }[languageOf(given.lang)];
      });
    });
  acting('range <incident>', 'have it begin earlier, or end')
    .option('--from <time>', 'messages begun from then on: an ISO time with its offset')
    .option('--until <time>', 'and before that')
    .action(async (number: string, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<ActArguments & Partial<Pick<OpenArguments, 'from' | 'until'>>>();
      const range = rangeOf(given);
      if (Object.keys(range).length === 0) throw new UsageFault('expected --from or --until');
      await act(given, number, (bank, incidentId) =>
        setIncidentRange(bank, incidentId, range, namedActor(given.staff)),
      );
    });
  acting('provider <incident> <mark>', `what was heard of the provider: ${providerMarks.join(', ')}`)
    .option('--at <time>', 'when: an ISO time with its offset; now unless told')
    .action(async (number: string, said: string, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<ActArguments & { readonly at?: string }>();
      const mark = oneOf('mark', providerMarks, said);
      const order = { mark, ...(given.at === undefined ? {} : { at: instantOption('--at', given.at) }) };
      await act(given, number, (bank, incidentId) =>
        markProvider(bank, incidentId, order, namedActor(given.staff)),
      );
    });
  acting('resend <incident>', 'send once more to those with staff, by another route').action(
    async (number: string, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<ActArguments>();
      let [ordered, refused] = [0, 0];
      await withBank(given, async (bank) => {
        for (let isMore = true; isMore;) {
          const done = await orderResends(bank, numberOf(number), namedActor(given.staff));
          ordered += done.ordered;
          refused += done.refused;
          isMore = done.isMore;
        }
      });
      print(
        given.json,
        { ordered, refused },
        () =>
          ({
            en: `${ordered} sent once more, ${refused} not`,
            zh: `已补发 ${ordered} 条，未补发 ${refused} 条`,
          })[languageOf(given.lang)],
      );
    },
  );
  acting('close <incident>', 'propose to close it; another supervisor confirms: bida approvals')
    .requiredOption('--reason <text>', 'why, shown to whoever confirms')
    .action((number: string, _own: unknown, command: Command) => propose(command, number, proposeClosing));
  acting('compensate <incident>', 'propose compensation for whom the rule names; another supervisor agrees')
    .requiredOption('--reason <text>', 'why, shown to whoever agrees')
    .action((number: string, _own: unknown, command: Command) =>
      propose(command, number, proposeCompensation),
    );
}

async function propose(command: Command, number: string, order: typeof proposeClosing): Promise<void> {
  const given = command.optsWithGlobals<ReasonArguments>();
  const asked = { actor: namedActor(given.staff), reason: given.reason };
  printApproval(given, await withBank(given, (bank) => order(bank, numberOf(number), asked)));
}

/** Does something about one, and shows it. */
async function act(
  given: StackArguments,
  number: string,
  what: (bank: Bank, incidentId: number) => Promise<unknown>,
): Promise<void> {
  await withBank(given, (bank) => what(bank, numberOf(number)));
  await showIncident(given, numberOf(number));
}

async function showIncident(given: StackArguments, incidentId: number): Promise<void> {
  const whole = await withBank(given, (bank) => readIncident(bank, incidentId));
  if (whole === undefined) throw new Refusal('incident-unknown');
  print(given.json, whole, () => incidentPage(whole, languageOf(given.lang)));
}

function orderOf(target: string | undefined, given: OpenArguments): IncidentOrder {
  const { alarm, province, carrier, reason } = given;
  if ((target === undefined) === (alarm === undefined))
    throw new UsageFault('expected either a target or --alarm');
  const range = { reason, ...rangeOf(given), from: instantOption('--from', given.from) };
  if (target === undefined) return { ...range, alarmId: numberOf(alarm ?? '') };
  return {
    ...range,
    target,
    ...(province === undefined ? {} : { province: oneOf('--province', provinces, province) }),
    ...(carrier === undefined ? {} : { carrier: oneOf('--carrier', carriers, carrier) }),
  };
}

const rangeOf = ({ from, until }: Partial<Pick<OpenArguments, 'from' | 'until'>>) => ({
  ...(from === undefined ? {} : { from: instantOption('--from', from) }),
  ...(until === undefined ? {} : { until: instantOption('--until', until) }),
});

function numberOf(text: string): number {
  if (!/^#?[1-9]\d{0,14}$/.test(text)) throw new UsageFault('expected a number');
  return Number(text.replace('#', ''));
}

function oneOf<Word extends string>(option: string, known: readonly Word[], text: string): Word {
  const found = known.find((word) => word === text);
  if (found === undefined) throw new UsageFault(`${option}: expected one of ${known.join(', ')}`);
  return found;
}
