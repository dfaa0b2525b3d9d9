import { colours } from '../terminal.js';
import type { Finding, Words } from './check.js';

/** The reader’s language. */
export type Language = keyof Words;

/** `--lang` when it was given, else Chinese where the environment’s locale is, else English. */
export function languageOf(asked: string | undefined, environment: NodeJS.ProcessEnv): Language {
  const locale = asked ?? environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? '';
  return /^zh\b|^zh_/i.test(locale) ? 'zh' : 'en';
}

const marks = { ok: '✓', lacking: '✗', optional: '–' } as const;
const remedyBegins: Record<Language, string> = { zh: '解决办法：', en: 'to mend: ' };

/** One line a finding: mark, name, what was found and, where something lacks, how to get it. */
export function linesOf(findings: readonly Finding[], language: Language): string[] {
  const width = Math.max(...findings.map(({ name }) => name.length));
  return findings.map(({ name, ok, needed, detail, remedy }) => {
    const mark = ok
      ? colours.green(marks.ok)
      : needed
        ? colours.red(marks.lacking)
        : colours.yellow(marks.optional);
    const mend = remedy === undefined ? '' : ` — ${remedyBegins[language]}${remedy[language]}`;
    return `${mark} ${name.padEnd(width)}  ${detail[language]}${mend}`;
  });
}

/** The same for machines: one JSON line, words in the reader’s language. */
export function jsonOf(findings: readonly Finding[], language: Language): string {
  return JSON.stringify({
    ok: !lacksSomething(findings),
    checks: findings.map(({ detail, remedy, ...finding }) => ({
      ...finding,
      detail: detail[language],
      ...(remedy === undefined ? {} : { remedy: remedy[language] }),
    })),
  });
}

/** Whether something without which the stack cannot start is missing. */
export function lacksSomething(findings: readonly Finding[]): boolean {
  return findings.some(({ ok, needed }) => needed && !ok);
}
