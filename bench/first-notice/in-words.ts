import { drawn } from '../figures/chart.js';
import { median } from '../figures/ratio.js';
import { fixed, table } from '../figures/table.js';
import { computerInWords } from '../machine.js';
import type { FirstNotice, Passed } from './measure.js';

/** What is asked, with warm caches. */
const askedMs = 60_000;

const afterMs = (clone: readonly Passed[], name: string): number =>
  clone.find((passed) => passed.name === name)?.afterMs ?? NaN;

/** Milliseconds to the last landmark: the median of the clones. */
const toFirstNotice = ({ clones }: FirstNotice): number =>
  median(clones.map((clone) => clone.at(-1)?.afterMs ?? NaN));

export const isSoonEnough = (measured: FirstNotice): boolean => toFirstNotice(measured) <= askedMs;

/** Seconds to each landmark, in the order of the first clone. */
export function firstNoticeInWords(measured: FirstNotice): string {
  const { clones, computer, at } = measured;
  const total = toFirstNotice(measured);
  return [
    table(
      [
        'seconds from the beginning of the clone until',
        ...clones.map((_, nth) => `clone ${nth + 1}`),
        'median',
      ],
      names(measured).map((name) => {
        const each = clones.map((clone) => afterMs(clone, name));
        return [name, ...[...each, median(each)].map((ms) => fixed(ms / 1_000, 1))];
      }),
    ),
    `${fixed(total / 1_000, 1)} s: ${total <= askedMs ? 'within' : 'NOT within'} the ${askedMs / 1_000} s that are asked, with warm caches of packages and of the Temporal program`,
    computerInWords(computer),
    `commit ${computer.commit}, ${at}`,
  ].join('\n\n');
}

/** How long it took from each landmark to the next. */
export const firstNoticeCharts = (measured: FirstNotice): Readonly<Record<string, string>> => ({
  'first-notice.svg': drawn('From a clone to the first notice, by what is passed (s)', {
    xAxis: { type: 'category', data: measured.clones.map((_, nth) => `clone ${nth + 1}`) },
    yAxis: { type: 'value', name: 's' },
    legend: { top: 34, textStyle: { fontSize: 10 } },
    grid: { top: 100, left: 60, right: 24, bottom: 36 },
    series: names(measured).map((name) => ({
      name,
      type: 'bar',
      stack: 'landmarks',
      data: measured.clones.map((clone) => {
        const nth = clone.findIndex((passed) => passed.name === name);
        return Math.round(((clone[nth]?.afterMs ?? 0) - (clone[nth - 1]?.afterMs ?? 0)) / 100) / 10;
      }),
    })),
  }),
});

const names = ({ clones }: FirstNotice): string[] => (clones[0] ?? []).map(({ name }) => name);
