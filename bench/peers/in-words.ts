/** The peers beside ours as tables, which read as text and as Markdown alike. */
import { cpuOf } from '../figures/processor-time.js';
import { median } from '../figures/ratio.js';
import { fixed, ratioInWords, table, wordTable } from '../figures/table.js';
import { machineInWords } from '../machine.js';
import type { PeerBlock } from './block.js';
import { processNames } from './contender.js';
import type { PeerCompared, Peers } from './measure.js';
import { contenderInWords, contenders } from './peer.js';
import type { Contender } from './peer.js';
import { promises } from './promises.js';

export function peersInWords(measured: Peers): string {
  const { passes, compared, killed, lines, order, machine, versions } = measured;
  const perContender = (name: string, digits: number, figure: (block: PeerBlock) => number): string[] => [
    name,
    ...contenders.map((one) => fixed(median(passes.map((pass) => figure(pass[one]))), digits)),
  ];
  const each = (name: string, of: (contender: Contender) => string): string[] => [
    name,
    ...contenders.map(of),
  ];
  const judged = (contender: Contender, of: 'notices' | 'twice' | 'never'): string =>
    String(passes.reduce((sum, pass) => sum + pass[contender].judged[of], 0));
  return [
    table(
      ['an application of three notices', ...contenders],
      [
        perContender('applications/s', 1, ({ perSecond }) => perSecond),
        perContender('notices/s', 1, ({ perSecond }) => perSecond * 3),
        perContender('processor time, ms', 1, cpuOf),
        ...processNames.map((name) => perContender(`· ${name}`, 1, ({ cpuMs }) => cpuMs[name] ?? 0)),
        perContender('PostgreSQL commits', 1, ({ commits }) => commits),
        perContender('notice p50, ms', 0, ({ noticeMs }) => noticeMs.p50),
        perContender('notice p99, ms', 0, ({ noticeMs }) => noticeMs.p99),
        ...processNames.map((name) =>
          perContender(`${name}, MB at most`, 0, ({ peakBytes }) => (peakBytes[name] ?? 0) / 2 ** 20),
        ),
        each('notices, by the provider’s log', (one) => judged(one, 'notices')),
        each('· taken twice', (one) => judged(one, 'twice')),
        each('· never taken', (one) => judged(one, 'never')),
      ],
    ),
    table(
      ['paired ratios, median (95 %)', 'applications/s', 'processor time', 'commits'],
      compared.map(({ over, throughput, cpu, commits }) => [
        over === 'O2' ? 'O2/O2 (noise)' : `${over}/O2`,
        ratioInWords(throughput),
        ratioInWords(cpu),
        ratioInWords(commits),
      ]),
    ),
    compared
      .filter(({ over }) => over !== 'O2')
      .map(inBrief)
      .join(' '),
    table(
      [`killed once, ${order.killedLanes} under way`, ...contenders],
      [
        each('notices reported', (one) => String(killed[one].notices)),
        each('calls under way then', (one) => String(killed[one].callsUnderWay)),
        each('notices taken twice', (one) => String(killed[one].twice)),
        each('notices never taken', (one) => String(killed[one].never)),
        each('applications unfinished', (one) => String(killed[one].unfinished)),
        each('settled after, s', (one) => fixed(killed[one].settledMs / 1_000, 1)),
      ],
    ),
    wordTable(
      ['promise', ...contenders],
      promises.map(({ what, by }) => [what, ...contenders.map((one) => by[one])]),
    ),
    table(
      ['lines, neither blank nor comment', ...contenders],
      [
        each('the story', (one) => String(lines[one].story)),
        each('all that runs in its processes', (one) => String(lines[one].all)),
      ],
    ),
    'Of ours those are the rooms, which keep every promise above; of a peer the program, which keeps those that are said to be used. Ours cannot be cut down to what the programs do.',
    contenders.map((one) => `${one}: ${contenderInWords[one]}`).join('; '),
    `${machineInWords(machine)}; ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
    `commit ${machine.commit}, ${measured.at}, seed ${order.seed}: ${order.passes} passes of ${order.seconds} s after ${order.warmUp} s of warming up, ${order.lanes} applications under way`,
  ].join('\n\n');
}

/** An interval of fewer says nothing. */
const fewestPairs = 3;

/** Which way it goes, and by how much; nothing is said to be faster that may be so by chance. */
function inBrief({ over, throughput, cpu }: PeerCompared): string {
  const way =
    throughput.pairs < fewestPairs
      ? 'was measured too seldom to be told apart'
      : throughput.low > 1
        ? 'is faster'
        : throughput.high < 1
          ? 'is slower'
          : 'is not told apart';
  return `${over} ${way}: ${fixed(throughput.median, 2)} times the applications a second of ours, at ${fixed(cpu.median, 2)} times the processor time of each.`;
}
