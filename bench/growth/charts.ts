/** Growth as a picture. */
import { processorChart } from '../figures/processor-chart.js';
import { processNames } from '../ladder/in-words.js';
import { stepName } from './in-words.js';
import type { Growth } from './measure.js';

/** File names and what is in them. */
export const growthCharts = ({ steps }: Growth): Readonly<Record<string, string>> => ({
  'growth-processor-time.svg': processorChart(
    steps.map((step) => ({ name: stepName(step), blocks: step.pairs.map(({ large }) => large) })),
    processNames,
  ),
});
