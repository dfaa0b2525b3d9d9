import { affectedWords, compensationWords } from '../words/states.js';
import { wallClock } from '../../explanation/moment.js';
import type { ReportLine, ReportSetting } from './facts.js';
import { reportWords } from './words.js';

/** A line of the list, column by column as {@link reportWords} heads them. */
export function cellsOf(line: ReportLine, { language, timeZone }: ReportSetting): string[] {
  const { compensation } = line;
  const clock = (instant: number | undefined): string =>
    instant === undefined ? '' : wallClock(timeZone, instant);
  return [
    line.applicationId,
    reportWords[language].stages[line.stage] ?? line.stage,
    String(line.round),
    clock(line.owedAt),
    clock(line.lostAt),
    line.lostRoute,
    affectedWords[language][line.state],
    clock(line.toldAt),
    line.toldBy ?? '',
    minutesBetween(line.owedAt, line.toldAt),
    compensation === undefined ? '' : compensationWords[language][compensation.state],
    clock(compensation?.toldAt),
    compensation?.toldBy ?? '',
  ];
}

/** Whole minutes from the one to the other; nothing while the other has not come. */
const minutesBetween = (from: number, to: number | undefined): string =>
  to === undefined ? '' : String(Math.max(0, Math.round((to - from) / 60_000)));
