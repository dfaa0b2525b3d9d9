import { drawn } from '../figures/chart.js';
import type { Hold } from './measure.js';

/** File names and what is in them. */
export function holdCharts({ minutes }: Hold): Readonly<Record<string, string>> {
  const names = Object.keys(minutes[0]?.residentBytes ?? {});
  const xAxis = { type: 'category', name: 'minute', data: minutes.map((_, nth) => String(nth + 1)) } as const;
  return {
    'hold-lag.svg': drawn('From when a notice was due to its being heard of as delivered (ms)', {
      xAxis,
      yAxis: { type: 'value', name: 'ms' },
      series: (['p50', 'p99'] as const).map((rank) => ({
        name: rank,
        type: 'line',
        data: minutes.map(({ lagMs }) => lagMs[rank]),
      })),
    }),
    'hold-memory.svg': drawn('Resident memory by process (MB)', {
      xAxis,
      yAxis: { type: 'value', name: 'MB' },
      series: names.map((name) => ({
        name,
        type: 'line',
        data: minutes.map(({ residentBytes }) => Math.round((residentBytes[name] ?? 0) / 2 ** 20)),
      })),
    }),
  };
}
