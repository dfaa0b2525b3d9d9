/** A drawing by Apache ECharts; whatever it shows stands beside it in words and numbers, for who does not see it. */
import { BarChart, CustomChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, CustomChart, GridComponent, TooltipComponent, SVGRenderer]);

interface ChartProps {
  readonly option: EChartsCoreOption;
  readonly heightPx: number;
}

/** What all drawings have in common: quiet, in the page's own letters, nothing that moves by itself. */
function common(): EChartsCoreOption {
  const { fontFamily } = getComputedStyle(document.body);
  return { animation: false, textStyle: { fontFamily, fontSize: 12, color: inks.soft } };
}

/** As the stylesheets have them; told apart by lightness too, and each mark has a shape of its own. */
export const inks = {
  ink: '#17211f',
  soft: '#4b5855',
  line: '#e4e1d9',
  strong: '#8b938f',
  sheet: '#ffffff',
  sent: '#7f9fc6',
  sentGround: '#c9d8ea',
  delivered: '#0d5c56',
  failed: '#c2510f',
} as const;

/**
 * What is said of the place pointed at. Drawn like everything else: as markup its styles would breach the content
 * security policy.
 */
export const pointedAt = {
  renderMode: 'richText',
  confine: true,
  transitionDuration: 0,
  backgroundColor: inks.sheet,
  borderColor: inks.line,
  padding: [8, 12],
  textStyle: { color: inks.ink, fontSize: 13, lineHeight: 20 },
} as const;

export function Chart({ option, heightPx }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  useEffect(() => {
    if (place.current === null) return;
    const drawn = init(place.current, null, { renderer: 'svg' });
    chart.current = drawn;
    const watcher = new ResizeObserver(() => drawn.resize());
    watcher.observe(place.current);
    return () => {
      watcher.disconnect();
      drawn.dispose();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ ...common(), ...option }, { notMerge: true });
  }, [option]);
  return <div ref={place} className="chart" style={{ height: heightPx }} aria-hidden="true" />;
}
