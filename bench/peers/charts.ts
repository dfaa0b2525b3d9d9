/** The peers beside ours as pictures. */
import { drawn } from '../figures/chart.js';
import { median } from '../figures/ratio.js';
import type { PeerBlock } from './block.js';
import { processNames } from './contender.js';
import type { Peers } from './measure.js';
import { contenders } from './peer.js';
import type { Contender } from './peer.js';

/** File names and what is in them. */
export function chartsOf({ passes }: Peers): Readonly<Record<string, string>> {
  const of = (contender: Contender, figure: (block: PeerBlock) => number): number =>
    Math.round(median(passes.map((pass) => figure(pass[contender]))) * 10) / 10;
  return {
    'peers.svg': drawn('Processor time an application, by process (ms)', {
      xAxis: { type: 'category', data: [...contenders] },
      yAxis: { type: 'value', name: 'ms' },
      series: processNames.map((name) => ({
        name,
        type: 'bar',
        stack: 'processor time',
        data: contenders.map((contender) => of(contender, ({ cpuMs }) => cpuMs[name] ?? 0)),
      })),
    }),
  };
}
