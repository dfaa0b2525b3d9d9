/** The demo's summary: the contract of `--json`, and the table people read. */
import type { NoticeState } from '../../domain/notice/state.js';
import type { Survey } from '../../ledger/notice/survey.js';
import { colours } from '../terminal.js';
import type { Verdict } from './judge.js';

/** The one JSON line. The nine states add up to `notices`. */
export interface Summary {
  readonly applications: number;
  readonly notices: number;
  readonly held: number;
  readonly sending: number;
  readonly awaitingReceipt: number;
  readonly withStaff: number;
  readonly delivered: number;
  readonly completedByStaff: number;
  readonly superseded: number;
  readonly withdrawn: number;
  readonly unreachable: number;
  readonly everHeld: number;
  readonly refusedReports: number;
  readonly attempts: number;
  readonly failovers: number;
  readonly copies: number;
  readonly failoverP95Ms: number | null;
  readonly silenceP95Ms: number | null;
  readonly elapsedMs: number;
  readonly againstPolicy: number;
  readonly duplicateAccepts: number;
  readonly lost: number;
}

export function summarise(survey: Survey, verdict: Verdict, elapsedMs: number): Summary {
  const inState = (state: NoticeState) => survey.notices.filter((notice) => notice.state === state).length;
  const withPurpose = (purpose: string) => survey.attempts.filter((one) => one.purpose === purpose).length;
  return {
    applications: survey.applications,
    notices: survey.notices.length,
    held: inState('held'),
    sending: inState('sending'),
    awaitingReceipt: inState('awaiting-receipt'),
    withStaff: inState('with-staff'),
    delivered: inState('delivered'),
    completedByStaff: inState('completed-by-staff'),
    superseded: inState('superseded'),
    withdrawn: inState('withdrawn'),
    unreachable: inState('unreachable'),
    everHeld: survey.notices.filter(({ everHeld }) => everHeld).length,
    refusedReports: survey.refusedReports,
    attempts: survey.attempts.length,
    failovers: withPurpose('failover'),
    copies: withPurpose('copy'),
    failoverP95Ms: verdict.failoverP95Ms,
    silenceP95Ms: verdict.silenceP95Ms,
    elapsedMs,
    againstPolicy: verdict.againstPolicy,
    duplicateAccepts: verdict.duplicateAccepts,
    lost: verdict.lost,
  };
}

/** Whether the run kept its promises: the exit status is 0 only then. */
export const kept = ({ againstPolicy, duplicateAccepts, lost }: Summary): boolean =>
  againstPolicy + duplicateAccepts + lost === 0;

/** The final table. */
export function summaryTable(summary: Summary, verdict: Verdict): string {
  const row = (label: string, value: number | null, note = '') =>
    `  ${label.padEnd(26)}${String(value ?? '–').padStart(6)}${note === '' ? '' : `   ${colours.dim(note)}`}`;
  const promise = (label: string, value: number, note: string) =>
    `  ${value === 0 ? colours.green('✓') : colours.red('✗')} ${label.padEnd(24)}${String(value).padStart(6)}   ${colours.dim(note)}`;
  return [
    '',
    colours.bold(`${summary.applications} applications, ${summary.notices} notices owed`),
    row('delivered', summary.delivered),
    row('completed by staff', summary.completedByStaff),
    row('superseded', summary.superseded, 'a later stage or round made them senseless'),
    row('withdrawn', summary.withdrawn),
    row('unreachable', summary.unreachable),
    row('with staff', summary.withStaff),
    row('held', summary.held),
    row('sending', summary.sending),
    row('awaiting receipt', summary.awaitingReceipt),
    '',
    row('ever held', summary.everHeld, 'waited for business hours'),
    row('refused reports', summary.refusedReports, 'recorded, with the reason'),
    row('attempts', summary.attempts),
    row(
      'failovers',
      summary.failovers,
      `p95 ${summary.failoverP95Ms === null ? '–' : `${summary.failoverP95Ms} ms`} from refusal to the next provider`,
    ),
    row(
      'copies',
      summary.copies,
      `a second message after silence, p95 ${summary.silenceP95Ms === null ? '–' : `${summary.silenceP95Ms} ms`} after the deadline`,
    ),
    '',
    colours.bold('judged by the provider’s own log'),
    promise('sent against policy', summary.againstPolicy, 'outside its window or in quiet hours'),
    promise('accepted twice', summary.duplicateAccepts, 'same notice, route and number'),
    promise('lost', summary.lost, 'reports, notices or messages nobody knows of'),
    ...verdict.breaches.slice(0, 20).map((breach) => `    ${colours.red(breach)}`),
  ].join('\n');
}
