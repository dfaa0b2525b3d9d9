import { cpuOf } from '../figures/processor-time.js';
import { median } from '../figures/ratio.js';
import { fixed, ratioInWords, table } from '../figures/table.js';
import type { Block } from '../ladder/block.js';
import { processNames } from '../ladder/in-words.js';
import { machineInWords } from '../machine.js';
import { inWords } from './measure.js';
import type { MachineSize } from './measure.js';

/** Sizes as tables, which read as text and as Markdown alike. */
export function machineSizeInWords({ sizes, machine, order, at }: MachineSize): string {
  const row = (name: string, digits: number, figure: (block: Block) => number): string[] => [
    name,
    ...sizes.map(({ blocks }) => fixed(median(blocks.map(figure)), digits)),
  ];
  return [
    table(
      ['an application of three notices', ...sizes.map(({ processors }) => inWords(processors))],
      [
        row('applications/s', 1, ({ perSecond }) => perSecond),
        row('notices/s', 1, ({ perSecond }) => perSecond * 3),
        row('notice p50, ms', 0, ({ noticeMs }) => noticeMs.p50),
        row('notice p99, ms', 0, ({ noticeMs }) => noticeMs.p99),
        row('processor time, ms', 1, cpuOf),
        ...processNames.map((name) => row(`· ${name}`, 1, ({ cpuMs }) => cpuMs[name] ?? 0)),
      ],
    ),
    table(
      ['over the size before it, paired, median (95 %)', 'applications/s', 'processor time'],
      sizes.flatMap(({ processors, buys }) =>
        buys === undefined
          ? []
          : [[inWords(processors), ratioInWords(buys.throughput), ratioInWords(buys.cpu)]],
      ),
    ),
    'Everything on the processors named: servers, our processes, the loan system and the provider’s simulator.',
    machineInWords(machine),
    `commit ${machine.commit}, ${at}, seed ${order.seed}: ${order.passes} passes of ${order.seconds} s after ${order.warmUp} s of warming up, ${order.lanes} applications under way`,
  ].join('\n\n');
}
