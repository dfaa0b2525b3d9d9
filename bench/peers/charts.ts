/** The peers beside ours as pictures. */
import { processorChart } from '../figures/processor-chart.js';
import { processNames } from './contender.js';
import type { Peers } from './measure.js';
import { contenders } from './peer.js';

/** File names and what is in them. */
export const chartsOf = ({ passes }: Peers): Readonly<Record<string, string>> => ({
  'peers.svg': processorChart(
    contenders.map((name) => ({ name, blocks: passes.map((pass) => pass[name]) })),
    processNames,
  ),
});
