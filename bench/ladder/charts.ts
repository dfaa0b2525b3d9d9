/** The ladder as pictures. */
import { drawn } from '../figures/chart.js';
import { processorChart } from '../figures/processor-chart.js';
import { processNames } from './in-words.js';
import type { Ladder } from './measure.js';
import { rungs } from './rung.js';

/** File names, which begin with `name`, and what is in them. */
export function chartsOf({ passes, open }: Ladder, name: string): Readonly<Record<string, string>> {
  const byProcess = processorChart(
    rungs.map((rung) => ({ name: rung, blocks: passes.map((pass) => pass[rung]) })),
    processNames,
  );
  const throughput = drawn('Applications a second, each pass', {
    xAxis: { type: 'category', data: [...rungs] },
    yAxis: { type: 'value', name: '1/s' },
    series: passes.map((pass, nth) => ({
      name: `pass ${nth + 1}`,
      type: 'bar',
      data: rungs.map((rung) => Math.round(pass[rung].perSecond * 10) / 10),
    })),
  });
  if (open.length === 0)
    return { [`${name}-processor-time.svg`]: byProcess, [`${name}-throughput.svg`]: throughput };
  const latency = drawn('From a report to its notice heard of as delivered (ms)', {
    xAxis: { type: 'category', data: open.map(({ share, block }) => `${block.rung} ${share * 100} %`) },
    yAxis: { type: 'value', name: 'ms' },
    series: (['p50', 'p95', 'p99'] as const).map((rank) => ({
      name: rank,
      type: 'bar',
      data: open.map(({ block }) => block.noticeMs[rank]),
    })),
  });
  return {
    [`${name}-processor-time.svg`]: byProcess,
    [`${name}-throughput.svg`]: throughput,
    [`${name}-latency.svg`]: latency,
  };
}
