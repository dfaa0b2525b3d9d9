/** Figures as pictures. */
import * as echarts from 'echarts';
import type { EChartsOption } from 'echarts';

const width = 760;
const height = 360;

/** An SVG of a chart. */
export function drawn(title: string, option: EChartsOption): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: { text: title, left: 12, top: 8, textStyle: { fontSize: 15 } },
    legend: { top: 34 },
    grid: { top: 76, left: 60, right: 24, bottom: 36 },
    ...option,
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}
