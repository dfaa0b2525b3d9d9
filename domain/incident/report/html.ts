/** The report of an incident as one page that needs nothing else: read on a screen, or printed. Written piece by piece. */
import { affectedStates } from '../affected.js';
import { compensationStates } from '../compensation.js';
import { providerMarks } from '../incident.js';
import { affectedWords, compensationWords } from '../words/states.js';
import { cellsOf } from './cells.js';
import { wallClock } from '../../explanation/moment.js';
import type { ReportHead, ReportLine, ReportSetting } from './facts.js';
import { reportWords } from './words.js';

const escaped: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => escaped[sign] ?? sign);

const style = `body{font:15px/1.6 system-ui,'Noto Sans CJK SC',sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem;color:#1c2733}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}dt{color:#56636f}dd{margin:0}
table{border-collapse:collapse;width:100%;font-size:.8rem}th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #d9dfe5;vertical-align:top}
th{color:#56636f;font-weight:600}td{font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.wide{overflow-x:auto}footer{margin-top:2rem;color:#56636f}
@media print{body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}@page{size:A4 landscape;margin:12mm}}`;

type Fact = readonly [name: string, value: string];
const facts = (given: readonly Fact[]): string =>
  `<dl>${given.map(([name, value]) => `<dt>${safe(name)}</dt><dd>${safe(value)}</dd>`).join('')}</dl>`;

/** Everything above the lines. */
export function reportTop(head: ReportHead, setting: ReportSetting): string {
  const { language, timeZone } = setting;
  const words = reportWords[language];
  const at = (instant: number): string => wallClock(timeZone, instant);
  const { scope, closed, progress, counts, compensation } = head;
  const place = [scope.target, scope.province, scope.carrier]
    .filter((part) => part !== undefined)
    .join(' · ');
  const end = scope.until === undefined ? words.goesOn : at(scope.until);
  const closing =
    closed === undefined
      ? words.notClosed
      : [
          `${at(closed.at)} ${closed.by}`,
          ...(closed.confirmedBy === undefined ? [] : [words.confirmedBy(closed.confirmedBy)]),
        ].join(', ');
  const offered = compensationStates.filter((state) => (compensation[state] ?? 0) > 0);
  const title = safe(words.title(head.incidentId));
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${style}</style></head><body><h1>${title}</h1>
${facts([
  [words.about, `${place}, ${words.range(at(scope.from), end)}`],
  [words.reason, head.reason],
  [words.opened, `${at(head.openedAt)} ${head.openedBy}`],
  ...providerMarks.map((mark): Fact => {
    const heard = head.provider[mark];
    return [words.provider[mark], heard === undefined ? words.notHeard : at(heard)];
  }),
  [words.due, at(head.dueAt)],
  [words.closed, closing],
])}
<h2>${safe(words.counts)}</h2>
${facts([
  [words.affected, String(progress.affected)],
  [words.accountedFor, String(progress.accountedFor)],
  [words.untold, String(progress.untold)],
  [words.undecided, String(progress.undecided)],
  ...affectedStates
    .filter((state) => (counts[state] ?? 0) > 0)
    .map((state): Fact => [affectedWords[language][state], String(counts[state])]),
])}
${
  offered.length === 0
    ? ''
    : `<h2>${safe(words.compensation)}</h2>\n${facts(
        offered.map((state) => [compensationWords[language][state], String(compensation[state])]),
      )}`
}
<h2>${safe(words.list)}</h2><div class="wide"><table><thead><tr>${words.columns
    .map((column) => `<th scope="col">${safe(column)}</th>`)
    .join('')}</tr></thead><tbody>
`;
}

/** One line of the list. */
export const reportRow = (line: ReportLine, setting: ReportSetting): string =>
  `<tr>${cellsOf(line, setting)
    .map((cell) => `<td>${safe(cell)}</td>`)
    .join('')}</tr>\n`;

/** Everything below the lines. */
export const reportBottom = ({ madeAt }: ReportHead, { language, timeZone }: ReportSetting): string =>
  `</tbody></table></div><footer>${safe(reportWords[language].made(wallClock(timeZone, madeAt), timeZone))}</footer></body></html>\n`;
