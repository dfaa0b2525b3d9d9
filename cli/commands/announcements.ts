import type { Command } from 'commander';
import { readAnnouncements } from '../../client/announcement/read.js';
import type { Announcement } from '../../domain/announcement/announcement.js';
import { announcementInWords } from '../show/announcement-words.js';
import { colours, languageOf, print, UsageFault } from '../terminal.js';
import type { Language } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface AnnouncementArguments extends StackArguments {
  readonly after: string;
  readonly limit: string;
}

/** Adds `bida announcements`: what the loan system is to be told, from a number on. */
export const addAnnouncements = (program: Command): Command =>
  withStackOptions(program.command('announcements'))
    .description(
      'what the loan system is to be told of: what became of its notices, contacts that are no good',
    )
    .option('--after <number>', 'only what came after this number', '0')
    .option('--limit <number>', 'at most so many', '100')
    .addHelpText(
      'after',
      '\nA line each: its number, when, application, and the notice or contact it is about.',
    )
    .action(async (given: AnnouncementArguments) => {
      const after = numberOf('--after', given.after);
      const most = numberOf('--limit', given.limit);
      const announcements = await withBank(given, ({ ledger }) => readAnnouncements(ledger, after, most));
      const lang = languageOf(given.lang);
      print(given.json, { announcements }, () =>
        announcements.length === 0
          ? { en: 'nothing to be told', zh: '没有待告知事项' }[lang]
          : announcements.map((one) => line(one, lang)).join('\n'),
      );
    });

function numberOf(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageFault(`${option}: expected a whole number`);
  return Number(text);
}

function line(announcement: Announcement, lang: Language): string {
  const { announcementId, occurredAt } = announcement;
  return [
    `#${announcementId}`,
    colours.dim(new Date(occurredAt).toISOString()),
    announcementInWords(announcement, lang),
  ].join('  ');
}
