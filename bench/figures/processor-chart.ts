import { drawn } from './chart.js';
import { median } from './ratio.js';

/** Processor time by process, of each of the blocks a bar stands for. */
export interface Bar {
  readonly name: string;
  readonly blocks: readonly { readonly cpuMs: Readonly<Record<string, number>> }[];
}

/** What an application takes, median of each bar's blocks, one process upon the other. */
export const processorChart = (bars: readonly Bar[], processes: readonly string[]): string =>
  drawn('Processor time an application, by process (ms)', {
    xAxis: { type: 'category', data: bars.map(({ name }) => name), axisLabel: { interval: 0, fontSize: 10 } },
    yAxis: { type: 'value', name: 'ms' },
    series: processes.map((name) => ({
      name,
      type: 'bar',
      stack: 'processor time',
      data: bars.map(
        ({ blocks }) => Math.round(median(blocks.map(({ cpuMs }) => cpuMs[name] ?? 0)) * 10) / 10,
      ),
    })),
  });
