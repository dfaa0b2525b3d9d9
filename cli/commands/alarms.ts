import type { Command } from 'commander';
import { acknowledgeAlarm, isInHand } from '../../client/alarm/acknowledge.js';
import { severities, severityOf } from '../../domain/alarm/nature.js';
import { alarmWords } from '../../domain/alarm/words/by-language.js';
import { alarmsBefore } from '../../ledger/alarm/page.js';
import type { AlarmShown } from '../../ledger/alarm/page.js';
import { toldOfAlarms } from '../../ledger/alarm/told.js';
import type { ToldOfAlarm } from '../../ledger/alarm/told.js';
import { colours, languageOf, print, UsageFault } from '../terminal.js';
import type { Language } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface AcknowledgeArguments extends StackArguments {
  readonly staff: string;
  readonly note?: string;
}

const most = 500;

const examples = `
A line each: number, severity, kind, what it is about, what it means, since when, how often and how much, who has it in
hand, and who was told.

Examples:
  bida alarms
  bida alarms acknowledge 12 --staff chen.jun --note "restarting the worker"`;

/** Adds `bida alarms` and what is under it: what must come to a supervisor's or an engineer's attention. */
export const addAlarms = (program: Command): Command => {
  const alarms = withStackOptions(program.command('alarms'))
    .description('open alarms, the most pressing first; and who has them in hand')
    .addHelpText('after', examples)
    .action(async (given: StackArguments) => {
      const [open, told] = await withBank(given, async ({ ledger }) => {
        const found = await alarmsBefore(ledger, { state: 'open' }, { most });
        return [found, await toldOfAlarms(ledger, found.map(numberOf))] as const;
      });
      const lang = languageOf(given.lang);
      const ordered = severities.flatMap((one) => open.filter(({ kind }) => severityOf(kind) === one));
      print(given.json, { alarms: ordered.map((alarm) => ({ ...alarm, told: of(alarm, told) })) }, () =>
        ordered.length === 0
          ? { zh: '没有未处理的告警', en: 'no open alarms' }[lang]
          : ordered.map((alarm) => line(alarm, of(alarm, told), lang)).join('\n'),
      );
    });
  withStackOptions(alarms.command('acknowledge <number>'))
    .description('take an alarm in hand: nobody else is told of it unless it gets worse or comes back')
    .requiredOption('--staff <account>', 'who takes it: the account of a member of staff')
    .option('--note <text>', 'what is done about it, for whoever looks; nobody’s number may be in it')
    .action(async (number: string, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<AcknowledgeArguments>();
      if (!/^[1-9]\d{0,14}$/.test(number)) throw new UsageFault('expected the number of an alarm');
      const { staff: staffRef, note } = given;
      const order = { alarmId: Number(number), staffRef, ...(note === undefined ? {} : { note }) };
      const alarm = await withBank(given, (bank) => acknowledgeAlarm(bank, order));
      print(given.json, { alarm }, () => line(alarm, [], languageOf(given.lang)));
    });
  return alarms;
};

const numberOf = ({ alarmId }: Pick<AlarmShown, 'alarmId'>): number => alarmId;

const of = (alarm: AlarmShown, told: readonly ToldOfAlarm[]): ToldOfAlarm[] =>
  told.filter(({ alarmId }) => alarmId === alarm.alarmId);

function line(alarm: AlarmShown, told: readonly ToldOfAlarm[], lang: Language): string {
  const { alarmId, kind, subject, openedAt, times, extent, acknowledgedBy, resolvedAt } = alarm;
  const words = alarmWords[lang];
  const name = words.severities[severityOf(kind)];
  const responders = [...new Set(told.map(({ responder }) => responder))].join(', ');
  const more = [
    `${new Date(openedAt).toISOString()}${times > 1 ? ` ×${times}` : ''}`,
    ...(extent === null ? [] : [words.extent(extent)]),
    ...(acknowledgedBy !== null && isInHand(alarm) ? [words.acknowledgedBy(acknowledgedBy)] : []),
    ...(resolvedAt === null ? [] : [words.over(new Date(resolvedAt).toISOString())]),
    ...(responders === '' ? [] : [{ en: `told: ${responders}`, zh: `已通知：${responders}` }[lang]]),
  ];
  const head = `#${alarmId} ${name}`.padEnd(14);
  return `${head}${colours.red(kind.padEnd(24))}${subject}  ${words.kinds[kind].what}  ${colours.dim(more.join(', '))}`;
}
