import type { Command } from 'commander';
import { alarmWords } from '../../domain/alarm/words/by-language.js';
import { openAlarms } from '../../ledger/alarm/raise.js';
import type { AlarmRow } from '../../ledger/alarm/raise.js';
import { colours, languageOf, print } from '../terminal.js';
import type { Language } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

/** Adds `bida alarms`: what must come to a supervisor's or an engineer's attention. */
export const addAlarms = (program: Command): Command =>
  withStackOptions(program.command('alarms'))
    .description('open alarms, the newest first')
    .addHelpText('after', '\nA line each: kind, what it is about, what it means, since when and how often.')
    .action(async (given: StackArguments) => {
      const alarms = await withBank(given, ({ ledger }) => openAlarms(ledger, 500));
      const lang = languageOf(given.lang);
      print(given.json, { alarms }, () =>
        alarms.length === 0
          ? lang === 'zh'
            ? '没有未处理的告警'
            : 'no open alarms'
          : alarms.map((alarm) => line(alarm, lang)).join('\n'),
      );
    });

const line = ({ kind, subject, openedAt, times }: AlarmRow, lang: Language): string =>
  `${colours.red(kind.padEnd(24))}${subject}  ${alarmWords[lang].kinds[kind].what}  ${colours.dim(`${new Date(openedAt).toISOString()}${times > 1 ? ` ×${times}` : ''}`)}`;
