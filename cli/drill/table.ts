/** A drill's score as people read it. */
import { padColumns, widestOf } from '../show/columns.js';
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';

export type Words = Readonly<Record<Language, string>>;
type Row = readonly [words: Words, figure: string, mustBeNone?: boolean];
export interface Group {
  readonly head: Words;
  readonly rows: readonly Row[];
}

export const figure = (value: number | null): string => String(value ?? '–');

/** The promises that every drill must keep. */
export const promiseRows = (
  kept: Readonly<Record<'againstPolicy' | 'duplicateAccepts' | 'lost', number>>,
): readonly Row[] => [
  [{ en: 'sent against policy', zh: '违反发送规则' }, figure(kept.againstPolicy), true],
  [{ en: 'accepted twice', zh: '重复发送' }, figure(kept.duplicateAccepts), true],
  [{ en: 'lost', zh: '丢失' }, figure(kept.lost), true],
];

export interface Table {
  readonly title: Words;
  readonly groups: readonly Group[];
  /** What is said where nothing differs. */
  readonly allHeld: Words;
  readonly differences: readonly string[];
}

const mostDifferences = 40;

/** Lines for a terminal; what must be none is marked by whether it is. */
export function tableLines({ title, groups, allHeld, differences }: Table, lang: Language): string[] {
  const rows = groups.flatMap((group) => group.rows);
  const widest = widestOf(rows.map(([words]) => words[lang]));
  const line = ([words, value, mustBeNone = false]: Row): string => {
    const sign = !mustBeNone ? ' ' : value === '0' ? colours.green('✓') : colours.red('✗');
    return `  ${sign} ${padColumns(words[lang], widest)}  ${value.padStart(8)}`;
  };
  const more = differences.length - mostDifferences;
  return [
    '',
    colours.bold(title[lang]),
    ...groups.flatMap(({ head, rows: own }) => ['', `  ${colours.bold(head[lang])}`, ...own.map(line)]),
    '',
    ...(differences.length === 0
      ? [colours.green(`✓ ${allHeld[lang]}`)]
      : [
          colours.red({ en: '✗ this differs:', zh: '✗ 不一致之处：' }[lang]),
          ...differences.slice(0, mostDifferences).map((one) => `    ${colours.red(one)}`),
          ...(more > 0 ? [`    … ${more}`] : []),
        ]),
  ];
}
