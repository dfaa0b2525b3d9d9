/** Growth as a picture. */
import { drawn } from '../figures/chart.js';
import { median } from '../figures/ratio.js';
import { processNames } from '../ladder/in-words.js';
import { stepName } from './in-words.js';
import type { Growth } from './measure.js';

/** File names and what is in them. */
export const growthCharts = ({ steps }: Growth): Readonly<Record<string, string>> => ({
  'growth-processor-time.svg': drawn('Processor time an application, by process (ms)', {
    xAxis: { type: 'category', data: steps.map(stepName), axisLabel: { interval: 0, fontSize: 10 } },
    yAxis: { type: 'value', name: 'ms' },
    series: processNames.map((name) => ({
      name,
      type: 'bar',
      stack: 'processor time',
      data: steps.map(
        ({ pairs }) => Math.round(median(pairs.map(({ large }) => large.cpuMs[name] ?? 0)) * 10) / 10,
      ),
    })),
  }),
});
