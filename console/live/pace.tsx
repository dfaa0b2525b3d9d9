/** How long each step takes: from the decision to its report, to the first message, and each route's receipts. */
import { useMemo } from 'react';
import type { CustomSeriesRenderItem } from 'echarts';
import { wayOf } from '../application/way.js';
import type { LivePicture } from '../door/shapes.js';
import { ColumnHeads } from '../frame/column-heads.js';
import { useWords } from '../frame/language.js';
import { useAmounts } from './amounts.js';
import { Chart, inks, pointedAt } from './chart.js';

interface Step {
  readonly name: string;
  /** Milliseconds: the middle one, and what 95 of 100 stay within. */
  readonly p50: number;
  readonly p95: number;
}

type Spread = LivePicture['decisionToReport'];
const measured = (name: string, { p50, p95 }: Spread): Step[] =>
  p50 === undefined || p95 === undefined ? [] : [{ name, p50, p95 }];

/** On an axis of powers of ten nothing lies at nought. */
const leastMs = 10;
const rowPx = 34;

export function Pace({ picture }: { readonly picture: LivePicture }) {
  const words = useWords();
  const { live } = words;
  const { duration } = useAmounts();
  const steps = useMemo(
    () => [
      ...measured(live.decisionToReport, picture.decisionToReport),
      ...measured(live.reportToMessage, picture.reportToMessage),
      ...picture.routes.flatMap(({ route, receiptMs }) =>
        measured(live.receiptOf(wayOf(route, words)), receiptMs),
      ),
    ],
    [picture, words, live],
  );
  const option = useMemo(() => {
    const names = steps.map(({ name }) => name);
    return {
      grid: { left: 4, right: 20, top: 4, bottom: 4, outerBoundsMode: 'same' },
      tooltip: {
        ...pointedAt,
        trigger: 'item',
        formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
          const step = steps[dataIndex];
          return step === undefined
            ? ''
            : `${step.name}\n${live.half(duration(step.p50))}\n${live.most(duration(step.p95))}`;
        },
      },
      yAxis: {
        type: 'category',
        data: names,
        inverse: true,
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: inks.ink, width: 170, overflow: 'truncate' },
      },
      xAxis: {
        type: 'log',
        axisLine: { show: false },
        splitLine: { lineStyle: { color: inks.line } },
        axisLabel: { color: inks.soft, hideOverlap: true, formatter: (ms: number) => duration(ms) },
      },
      series: [
        {
          type: 'custom',
          renderItem: drawStep,
          encode: { x: [1, 2], y: 0 },
          data: steps.map(({ name, p50, p95 }) => [name, Math.max(leastMs, p50), Math.max(leastMs, p95)]),
        },
      ],
    };
  }, [steps, duration, live]);
  return (
    <section className="sheet pace" aria-labelledby="pace-heading">
      <header className="sheet-head">
        <h2 id="pace-heading">{live.pace}</h2>
        <ul className="legend">
          <li className="legend-half">{live.halfOf}</li>
          <li className="legend-most">{live.mostOf}</li>
        </ul>
      </header>
      {steps.length === 0 ? (
        <p className="faint">{live.nothingMeasured}</p>
      ) : (
        <>
          <Chart option={option} heightPx={steps.length * rowPx + 34} />
          <table className="numbers-table">
            <caption className="unseen">{live.pace}</caption>
            <ColumnHeads columns={[live.step, live.halfOf, live.mostOf]} />
            <tbody>
              {steps.map(({ name, p50, p95 }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{duration(p50)}</td>
                  <td>{duration(p95)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

/** From a full dot, half of them, to a hollow diamond, nearly all. */
const drawStep: CustomSeriesRenderItem = (_given, step) => {
  const [fromX = 0, y = 0] = step.coord([step.value(1), step.value(0)]);
  const [toX = 0] = step.coord([step.value(2), step.value(0)]);
  return {
    type: 'group',
    children: [
      {
        type: 'line',
        shape: { x1: fromX, y1: y, x2: toX, y2: y },
        style: { stroke: inks.sent, lineWidth: 4, lineCap: 'round' },
      },
      {
        type: 'polygon',
        shape: {
          points: [
            [toX - 7, y],
            [toX, y - 7],
            [toX + 7, y],
            [toX, y + 7],
          ],
        },
        style: { fill: inks.sheet, stroke: inks.delivered, lineWidth: 2 },
      },
      { type: 'circle', shape: { cx: fromX, cy: y, r: 5 }, style: { fill: inks.delivered } },
    ],
  };
};
