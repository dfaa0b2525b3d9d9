/** What the code exposes, by name and labels, without any process that would. */
import type { Metric } from 'prom-client';
import { createMeters } from '../../runtime/metrics/meters.js';
import { stateFigures } from '../../runtime/metrics/state.js';

export interface Exposed {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
}

/** Every metric of the registry and of the state; the library's own among them. */
export async function exposedMetrics(): Promise<Exposed[]> {
  const { registry } = createMeters(
    () => new Map(),
    () => undefined,
  );
  const described = await registry.getMetricsAsJSON();
  const labelsOf = (metric: Metric | undefined): readonly string[] =>
    (metric as unknown as { readonly labelNames?: readonly string[] }).labelNames ?? [];
  return [
    ...described.map(({ name, type }) => ({
      name,
      type: String(type),
      labels: labelsOf(registry.getSingleMetric(name)),
    })),
    ...Object.entries(stateFigures).map(([name, { labels }]) => ({ name, type: 'gauge', labels })),
  ];
}

/** The series a metric is read by. */
export const seriesOf = ({ name, type }: Exposed): string[] =>
  type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
