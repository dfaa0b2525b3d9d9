/** What left, arrived and failed in each minute of the last hour. */
import { useMemo } from 'react';
import type { LivePicture } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { useAmounts } from './amounts.js';
import { Chart, inks, pointedAt } from './chart.js';

type Minutes = LivePicture['minutes'];
const kinds = ['sent', 'delivered', 'failed'] as const;
/** One over the other, in the middle of its minute. */
const bar = { type: 'bar', barGap: '-100%', silent: true } as const;

export function Throughput({ minutes }: { readonly minutes: Minutes }) {
  const { live } = useWords();
  const { minute } = useMoments();
  const { count } = useAmounts();
  const option = useMemo(() => {
    const data = (kind: (typeof kinds)[number]) => minutes.map((one) => one[kind]);
    return {
      grid: { left: 8, right: 12, top: 12, bottom: 4, outerBoundsMode: 'same' },
      tooltip: {
        ...pointedAt,
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: inks.strong, type: 'solid' } },
        formatter: (at: readonly { readonly dataIndex: number }[]) => {
          const one = minutes[at[0]?.dataIndex ?? -1];
          return one === undefined
            ? ''
            : [minute(one.at), ...kinds.map((kind) => `${live.kinds[kind]}  ${count(one[kind])}`)].join('\n');
        },
      },
      xAxis: {
        type: 'category',
        data: minutes.map(({ at }) => minute(at)),
        boundaryGap: true,
        axisTick: { show: false },
        axisLine: { onZero: true, lineStyle: { color: inks.strong } },
        axisLabel: { interval: (nth: number) => nth % 10 === 9, color: inks.soft },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitLine: { lineStyle: { color: inks.line } },
        axisLabel: { color: inks.soft, formatter: (amount: number) => count(Math.abs(amount)) },
      },
      series: [
        { ...bar, data: data('sent'), barWidth: '70%', itemStyle: { color: inks.sentGround } },
        { ...bar, data: data('delivered'), barWidth: '70%', itemStyle: { color: inks.delivered } },
        // Below the line, so that colour need not tell.
        {
          ...bar,
          data: data('failed').map((failed) => -failed),
          barWidth: '70%',
          itemStyle: { color: inks.failed },
        },
      ],
    };
  }, [minutes, minute, count, live]);
  const sum = (kind: (typeof kinds)[number]) => minutes.reduce((all, one) => all + one[kind], 0);
  return (
    <section className="sheet throughput" aria-labelledby="throughput-heading">
      <header className="sheet-head">
        <h2 id="throughput-heading">{live.throughput}</h2>
        <ul className="legend">
          {kinds.map((kind) => (
            <li key={kind} className={`legend-${kind}`}>
              {live.kinds[kind]} <strong>{count(sum(kind))}</strong>
            </li>
          ))}
        </ul>
      </header>
      <Chart option={option} heightPx={220} />
      <details className="numbers">
        <summary>{live.byMinute}</summary>
        <div className="numbers-all" tabIndex={0} role="region" aria-label={live.byMinute}>
          <table className="numbers-table">
            <thead>
              <tr>
                <th scope="col">{live.minute}</th>
                {kinds.map((kind) => (
                  <th scope="col" key={kind}>
                    {live.kinds[kind]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...minutes].reverse().map((one) => (
                <tr key={one.at}>
                  <th scope="row">{minute(one.at)}</th>
                  {kinds.map((kind) => (
                    <td key={kind}>{count(one[kind])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
