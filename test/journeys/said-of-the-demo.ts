/**
 * The pages of `bida why` for the demo, kept word for word beside this file, one file a language.
 *
 * `RENEW_WORDS=1 npx jest test/journeys/demo-why` writes them anew; then read every changed line as
 * the member of staff who must say it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../cli/terminal.js';

/** One page: what was asked about, what it shows, and what was said. */
export interface Paragraph {
  /** `LA-1001`, or `LA-1016, held-for-hours`: where it was asked during the play. */
  readonly about: string;
  readonly shows: string;
  readonly said: string;
}

const weekday = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const wallClock: readonly [pattern: RegExp, instead: string][] = [
  [
    new RegExp(
      `${weekday} \\d{1,2} [A-Z][a-z]+ \\d{4}, \\d\\d:\\d\\d(?::\\d\\d)?(?! on the demonstration)`,
      'g',
    ),
    '<time>',
  ],
  [/\d\d:\d\d:\d\d by the clock/g, '<time> by the clock'],
  [/(?<!演示日历)\d{4}年\d{1,2}月\d{1,2}日（周.）\d\d:\d\d(?::\d\d)?/g, '<time>'],
  [/实际时间 \d\d:\d\d:\d\d/g, '实际时间 <time>'],
];

/**
 * What the wall showed, date and all, becomes `<time>`. Everything else stands as it was said, the
 * demonstration's own calendar too: it shows the same in every run.
 */
export const withoutWallClock = (said: string): string =>
  wallClock.reduce((text, [pattern, instead]) => text.replace(pattern, instead), said);

const fileOf = (lang: Language): string => join(__dirname, `demo-why.${lang}.txt`);

const preface: Readonly<Record<Language, string>> = {
  en: 'What `bida why` says of the demo, word for word. <time> stands for what the wall clock showed.',
  zh: '演示中 `bida why` 的原话，逐字记录。<time> 代表当时的实际时间。',
};

/** What is kept of a language, by what was asked about; writes it anew first where that is wished. */
export function keptOf(lang: Language, paragraphs: readonly Paragraph[]): Record<string, string> {
  const file = fileOf(lang);
  if (process.env['RENEW_WORDS'] === '1') {
    const text = paragraphs.map(({ about, shows, said }) => `## ${about}: ${shows}\n\n${said}\n`);
    writeFileSync(file, [`${preface[lang]}\n`, ...text].join('\n'));
  }
  if (!existsSync(file)) throw new Error(`${file} is missing`);
  const [, ...kept] = readFileSync(file, 'utf8').split(/^## /m);
  return Object.fromEntries(
    kept.map((one) => {
      const [heading = ''] = one.split('\n', 1);
      const [about = ''] = heading.split(': ', 1);
      return [about, one.slice(heading.length).trim()];
    }),
  );
}
