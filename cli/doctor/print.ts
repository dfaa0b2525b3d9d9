import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';
import type { Finding } from './check.js';

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
