/** The ladder as tables, which read as text and as Markdown alike. */
import { median } from '../figures/ratio.js';
import type { Ratio } from '../figures/ratio.js';
import type { Block } from './block.js';
import { cpuOf } from './compare.js';
import type { Ladder } from './measure.js';
import { rungInWords, rungs } from './rung.js';
import type { Rung } from './rung.js';

/** The processes, in the order in which an application meets them. */
export const processNames = ['loan-system', 'api', 'postgres', 'temporal', 'worker', 'simulator'] as const;

const fixed = (value: number, digits: number): string =>
  Number.isFinite(value) ? value.toFixed(digits) : '–';

/** A table whose columns are as wide as what is in them; all but the first are numbers, and flush right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, at) =>
    Math.max(3, name.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

const spread = (ratio: Ratio): string =>
  `${fixed(ratio.median, 3)} (${fixed(ratio.low, 3)}–${fixed(ratio.high, 3)})`;

export function ladderInWords(ladder: Ladder): string {
  const { passes, compared, open, targets, order, machine } = ladder;
  const of = (rung: Rung, figure: (block: Block) => number): number =>
    median(passes.map((pass) => figure(pass[rung])));
  const perRung = (name: string, digits: number, figure: (block: Block) => number): string[] => [
    name,
    ...rungs.map((rung) => fixed(of(rung, figure), digits)),
  ];
  const megabytes = (bytes: number): number => bytes / 2 ** 20;
  const parts = [
    table(
      ['an application of three notices', ...rungs],
      [
        perRung('applications/s', 1, ({ perSecond }) => perSecond),
        perRung('notices/s', 1, ({ perSecond }) => perSecond * 3),
        perRung('processor time, ms', 1, cpuOf),
        ...processNames.map((name) => perRung(`· ${name}`, 1, ({ cpuMs }) => cpuMs[name] ?? 0)),
        perRung('history events', 1, ({ histories }) => histories.eventsEach),
        perRung('workflow tasks', 2, ({ histories }) => histories.workflowTasksEach),
        perRung('history, KB', 2, ({ histories }) => histories.bytesEach / 1_000),
        perRung('ledger commits', 1, ({ commits }) => commits),
        ...processNames.map((name) =>
          perRung(`${name}, MB at most`, 0, ({ peakBytes }) => megabytes(peakBytes[name] ?? 0)),
        ),
      ],
    ),
    table(
      ['paired ratios, median (95 %)', 'applications/s', 'processor time'],
      compared.map(({ over, under, throughput, cpu }) => [
        over === under ? `${over}/${under} (noise)` : `${over}/${under}`,
        spread(throughput),
        spread(cpu),
      ]),
    ),
    ...(open.length === 0
      ? []
      : [
          table(
            ['open loop, ms', 'applications/s', 'notice p50', 'p95', 'p99', 'application p50', 'p95', 'p99'],
            open.map(({ share, block }) => [
              `${block.rung} at ${share * 100} %`,
              fixed(block.perSecond, 1),
              ...[block.noticeMs, block.applicationMs].flatMap(({ p50, p95, p99 }) =>
                [p50, p95, p99].map((ms) => fixed(ms, 0)),
              ),
            ]),
          ),
        ]),
    table(
      ['asked of it', 'wanted', 'got', ''],
      targets.map(({ what, wanted, got, met }) => [what, wanted, got, met ? 'met' : 'not met']),
    ),
    rungs.map((rung) => `${rung}: ${rungInWords[rung]}`).join('; '),
    `${machine.cores} cores of ${machine.processor}, ${machine.memoryGb} GB, Linux ${machine.kernel}, Node ${machine.node}, Temporal ${machine.temporal}, SDK ${machine.temporalSdk}, PostgreSQL ${machine.postgres}; ${machine.durability}`,
    `commit ${machine.commit}, ${ladder.at}, seed ${order.seed}: ${order.passes} passes of ${order.seconds} s after ${order.warmUp} s of warming up, ${order.lanes} applications under way`,
    ...(ladder.voidBecause === undefined ? [] : [`VOID: ${ladder.voidBecause}`]),
  ];
  return parts.join('\n\n');
}
