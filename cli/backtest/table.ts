/** What people read of a backtest: one policy, or two side by side. */
import { stages } from '../../domain/stage/stage.js';
import type { Verdict } from '../demo/judge.js';
import { colours } from '../terminal.js';
import type { BacktestResult } from './result.js';
import type { Backtested } from './backtest.js';

type Figure = number | string | null;
type Row = readonly [label: string, figure: (result: BacktestResult) => Figure, note?: string];

const rows: readonly (Row | string)[] = [
  'the log',
  ['applications', ({ applications }) => applications],
  ['notices owed', ({ notices }) => notices],
  ['reports outside the window', ({ reportsOutsideWindow }) => reportsOutsideWindow, 'of stages, by the log'],
  ['refused reports', ({ refusedReports }) => refusedReports, 'recorded, with the reason'],
  'what became of the notices',
  ['delivered', ({ delivered }) => delivered],
  ['completed by staff', ({ completedByStaff }) => completedByStaff],
  ['superseded', ({ superseded }) => superseded],
  ['withdrawn', ({ withdrawn }) => withdrawn],
  ['unreachable', ({ unreachable }) => unreachable],
  [
    'unfinished',
    ({ held, sending, awaitingReceipt, withStaff }) => held + sending + awaitingReceipt + withStaff,
  ],
  'what the policy costs',
  ['ever held', ({ everHeld }) => everHeld, 'waited for the window'],
  ['hours held', ({ heldHours }) => heldHours.sum, 'all together'],
  ...stages.flatMap((stage): Row[] => [
    [`  ${stage}`, ({ byStage }) => byStage[stage].heldHours.sum, 'sum'],
    ['    median', ({ byStage }) => byStage[stage].heldHours.median],
    ['    p95', ({ byStage }) => byStage[stage].heldHours.p95],
  ]),
  ['staff tasks', ({ staffTasks }) => staffTasks.total],
  ['  a day', ({ staffTasks }) => staffTasks.aDay, 'by the days of the log'],
  ['  most on one day', ({ staffTasks }) => staffTasks.mostOnOneDay],
  ['copies', ({ copies }) => copies, 'a second message after silence'],
  'judged by the provider’s own log',
  ['sent against policy', ({ againstPolicy }) => againstPolicy, 'outside its window or in quiet hours'],
  ['accepted twice', ({ duplicateAccepts }) => duplicateAccepts, 'same notice, route and number'],
  ['lost', ({ lost }) => lost, 'reports, notices or messages nobody knows of'],
];

const labelWidth = 30;
const figureWidth = 14;

export function backtestTable(backtested: readonly Backtested[]): string {
  const results = backtested.map(({ result }) => result);
  const line = (label: string, figures: readonly Figure[], note = '') =>
    `  ${label.padEnd(labelWidth)}${figures.map((one) => String(one ?? '–').padStart(figureWidth)).join('')}${note === '' ? '' : `   ${colours.dim(note)}`}`;
  return [
    '',
    ...results.map(
      ({ calendar, loggedFrom, loggedTo, elapsedMs }, index) =>
        `  ${results.length > 1 ? `${index + 1}: ` : ''}${colours.bold(calendar.policy)}, ${calendar.timeZone}, holidays ${calendar.holidays}; ${loggedFrom.slice(0, 10)} to ${loggedTo.slice(0, 10)} in ${Math.round(elapsedMs / 1_000)} s`,
    ),
    ...(results.length > 1
      ? [
          '',
          line(
            '',
            results.map((_result, index) => `${index + 1}`),
          ),
        ]
      : []),
    ...rows.flatMap((row) => {
      if (typeof row === 'string') return ['', `  ${colours.bold(row)}`];
      const [label, figure, note] = row;
      return [line(label, results.map(figure), note)];
    }),
    ...backtested.flatMap(({ verdict }) => breachesOf(verdict)),
  ].join('\n');
}

const breachesOf = ({ breaches }: Verdict): string[] =>
  breaches.slice(0, 20).map((breach) => `    ${colours.red(breach)}`);
