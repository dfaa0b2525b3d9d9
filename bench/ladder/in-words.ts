/** The ladder as tables, which read as text and as Markdown alike. */
import { historyShards } from '../back-end/back-end.js';
import { cpuOf } from '../figures/processor-time.js';
import { median } from '../figures/ratio.js';
import { fixed, ratioInWords, table } from '../figures/table.js';
import { machineInWords } from '../machine.js';
import type { Block } from './block.js';
import { besideRungs } from './compare.js';
import type { Ladder } from './measure.js';
import { rungInWords, rungs } from './rung.js';
import type { Rung } from './rung.js';

/** What a reader of the figures on PostgreSQL has to know. */
const onPostgresqlInWords = `Rungs without a further word: Temporal’s own server, its four services in one process, with its histories and its visibility in databases of its own on the very PostgreSQL server that has the ledger, ${historyShards} history shards, 10 and 2 connections a service; namespace, retention, search attributes and dynamic configuration as embedded. What PostgreSQL does for Temporal counts with postgres there, and with temporal embedded; ledger commits are those of the ledger’s database alone, read from the server’s journal.`;

/** The processes, in the order in which an application meets them. */
export const processNames = ['loan-system', 'api', 'postgres', 'temporal', 'worker', 'simulator'] as const;

export function ladderInWords(ladder: Ladder): string {
  const { passes, compared, open, targets, order, machine, embedded = [], leaving = [] } = ladder;
  const of = (rung: Rung, figure: (block: Block) => number): number =>
    median(passes.map((pass) => figure(pass[rung])));
  const beside = embedded.length === 0 ? [] : besideRungs;
  const perRung = (name: string, digits: number, figure: (block: Block) => number): string[] => [
    name,
    ...rungs.map((rung) => fixed(of(rung, figure), digits)),
    ...beside.map((rung) => fixed(median(embedded.map((pass) => figure(pass[rung]))), digits)),
  ];
  const megabytes = (bytes: number): number => bytes / 2 ** 20;
  const parts = [
    table(
      ['an application of three notices', ...rungs, ...beside.map((rung) => `${rung} embedded`)],
      [
        perRung('applications/s', 1, ({ perSecond }) => perSecond),
        perRung('notices/s', 1, ({ perSecond }) => perSecond * 3),
        perRung('processor time, ms', 1, cpuOf),
        ...processNames.map((name) => perRung(`· ${name}`, 1, ({ cpuMs }) => cpuMs[name] ?? 0)),
        perRung('history events', 1, ({ histories }) => histories.eventsEach),
        perRung('workflow tasks', 2, ({ histories }) => histories.workflowTasksEach),
        perRung('history, KB', 2, ({ histories }) => histories.bytesEach / 1_000),
        perRung('ledger commits', 1, ({ commits }) => commits),
        perRung('· for its steps', 1, ({ stepCommits = 0 }) => stepCommits),
        ...processNames.map((name) =>
          perRung(`${name}, MB at most`, 0, ({ peakBytes }) => megabytes(peakBytes[name] ?? 0)),
        ),
      ],
    ),
    table(
      ['paired ratios, median (95 %)', 'applications/s', 'processor time'],
      compared.map(({ over, under, throughput, cpu }) => [
        over === under ? `${over}/${under} (noise)` : `${over}/${under}`,
        ratioInWords(throughput),
        ratioInWords(cpu),
      ]),
    ),
    ...(leaving.length === 0
      ? []
      : [
          table(
            [
              'Temporal on PostgreSQL over embedded, paired ratios, median (95 %)',
              'applications/s',
              'processor time',
            ],
            leaving.map(({ rung, throughput, cpu }) => [rung, ratioInWords(throughput), ratioInWords(cpu)]),
          ),
          onPostgresqlInWords,
        ]),
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
    machineInWords(machine),
    `commit ${machine.commit}, ${ladder.at}, seed ${order.seed}: ${order.passes} passes of ${order.seconds} s after ${order.warmUp} s of warming up, ${order.lanes} applications under way`,
    ...(ladder.voidBecause === undefined ? [] : [`VOID: ${ladder.voidBecause}`]),
  ];
  return parts.join('\n\n');
}
