/** What a backtest tells: the demo's summary, and what the policy costs. Pure. */
import { calendarAt } from '../../domain/calendar/pressed.js';
import { dateAt, minuteAt } from '../../domain/calendar/clock-face.js';
import { noticeNameOf } from '../../domain/ids/ids.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import type { SendRules } from '../../domain/policy/send-rules.js';
import { isStage, stages } from '../../domain/stage/stage.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { OpenedTaskRow } from '../../ledger/human-task/opened.js';
import type { HeldSpan } from '../../ledger/notice/held-spans.js';
import type { Survey } from '../../ledger/notice/survey.js';
import type { Reported } from '../demo/feeder.js';
import type { Verdict } from '../demo/judge.js';
import { summarise } from '../demo/summary.js';
import type { Summary } from '../demo/summary.js';
import type { EventLog } from '../feed/event-log.js';
import type { LogMapping } from '../feed/log-mapping.js';

/** Hours of the notices that were held; median and 95th percentile are null without any. */
export interface HeldHours {
  readonly notices: number;
  readonly sum: number;
  readonly median: number | null;
  readonly p95: number | null;
}

export interface StageResult {
  readonly notices: number;
  readonly delivered: number;
  readonly completedByStaff: number;
  readonly superseded: number;
  readonly withdrawn: number;
  /** Everything else: unfinished, or unreachable. */
  readonly others: number;
  /** Reports of the stage outside business hours by the log, refused ones too. */
  readonly reportsOutsideWindow: number;
  readonly heldHours: HeldHours;
  readonly attempts: number;
  readonly copies: number;
  readonly staffTasks: number;
}

/** The JSON line: the demo's keys, and these. */
export interface BacktestResult extends Summary {
  readonly calendar: LogMapping['calendar'];
  /** First and last report by the log, ISO. */
  readonly loggedFrom: string;
  readonly loggedTo: string;
  readonly reports: number;
  /** Reports of stages outside business hours by the log; withdrawals owe nothing and are not counted. */
  readonly reportsOutsideWindow: number;
  readonly heldHours: HeldHours;
  readonly staffTasks: {
    readonly total: number;
    /** By the days of the log, from its first report to its last. */
    readonly aDay: number;
    readonly mostOnOneDay: number;
  };
  /**
   * Whether time waited for the work: the most, by the server's clock, from a report that was not held
   * to its provider call, and from the end of a holding to its next judgement. Milliseconds.
   */
  readonly mostLagMs: { readonly fromReport: number; readonly fromWaking: number };
  readonly byStage: Readonly<Record<Stage, StageResult>>;
  readonly log: Pick<
    EventLog['stats'],
    'rows' | 'faultyRows' | 'duplicateRows' | 'ignoredRows' | 'rowsOfOthers' | 'neverSeen'
  >;
}

export interface Heard {
  readonly mapping: LogMapping;
  readonly log: EventLog;
  readonly fed: readonly Reported[];
  readonly survey: Survey;
  readonly held: readonly HeldSpan[];
  readonly tasks: readonly OpenedTaskRow[];
  readonly verdict: Verdict;
  readonly rules: SendRules;
  /** When everything was heard, by the server's clock. */
  readonly at: number;
  /** How long the replay took, by the machine's. */
  readonly elapsedMs: number;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

export function resultOf(heard: Heard): BacktestResult {
  const { mapping, log, survey, tasks, rules, verdict, elapsedMs } = heard;
  const { rows, faultyRows, duplicateRows, ignoredRows, rowsOfOthers, neverSeen } = log.stats;
  const times = log.events.map(({ loggedAt }) => loggedAt);
  const from = times[0] ?? 0;
  const to = times.at(-1) ?? from;
  const days = Math.max(1, Math.ceil((to - from) / dayMs));
  const byDay = new Map<string, number>();
  for (const { openedAt } of tasks) {
    const date = dateAt(rules.timeZone, calendarAt(rules.pressed, openedAt));
    byDay.set(date, (byDay.get(date) ?? 0) + 1);
  }
  const outside = outsideByStage(heard);
  return {
    ...summarise(survey, verdict, elapsedMs),
    calendar: mapping.calendar,
    loggedFrom: new Date(from).toISOString(),
    loggedTo: new Date(to).toISOString(),
    reports: heard.fed.length,
    reportsOutsideWindow: stages.reduce((sum, stage) => sum + outside[stage], 0),
    heldHours: heldHours(heard, () => true),
    staffTasks: {
      total: tasks.length,
      aDay: rounded(tasks.length / days),
      mostOnOneDay: most([...byDay.values()]),
    },
    mostLagMs: mostLagMs(heard),
    byStage: Object.fromEntries(
      stages.map((stage) => [stage, ofStage(heard, stage, outside[stage])]),
    ) as Record<Stage, StageResult>,
    log: { rows, faultyRows, duplicateRows, ignoredRows, rowsOfOthers, neverSeen },
  };
}

function ofStage(heard: Heard, stage: Stage, reportsOutsideWindow: number): StageResult {
  const { survey, tasks } = heard;
  const notices = survey.notices.filter((notice) => notice.stage === stage);
  const attempts = survey.attempts.filter((attempt) => attempt.stage === stage);
  const inState = (state: string) => notices.filter((notice) => notice.state === state).length;
  const finished = {
    delivered: inState('delivered'),
    completedByStaff: inState('completed-by-staff'),
    superseded: inState('superseded'),
    withdrawn: inState('withdrawn'),
  };
  return {
    notices: notices.length,
    ...finished,
    others: notices.length - Object.values(finished).reduce((sum, count) => sum + count, 0),
    reportsOutsideWindow,
    heldHours: heldHours(heard, (span) => span.stage === stage),
    attempts: attempts.length,
    copies: attempts.filter(({ purpose }) => purpose === 'copy').length,
    staffTasks: tasks.filter((task) => task.stage === stage).length,
  };
}

/** Of the reports that were made, by the instants the log gives them. */
function outsideByStage({ log, fed, rules }: Heard): Record<Stage, number> {
  const counts = Object.fromEntries(stages.map((stage) => [stage, 0])) as Record<Stage, number>;
  const loggedAtOf = new Map(log.events.map((event) => [event as object, event.loggedAt]));
  for (const { event } of fed) {
    const loggedAt = loggedAtOf.get(event);
    if (loggedAt !== undefined && isStage(event.event) && isOutside(rules, loggedAt))
      counts[event.event] += 1;
  }
  return counts;
}

/** Whether an instant of the log lies outside business hours; a year without data has none. */
function isOutside({ days, timeZone, window }: SendRules, loggedAt: number): boolean {
  const minute = minuteAt(timeZone, loggedAt);
  const open = minute >= window.openMinute && minute < window.closeMinute;
  return !open || days.isWorkday(dateAt(timeZone, loggedAt)) !== true;
}

function mostLagMs({ survey, held }: Heard): BacktestResult['mostLagMs'] {
  const reportedAt = new Map(
    survey.notices
      .filter(({ everHeld }) => !everHeld)
      .map((notice) => [nameOf(notice), notice.reportedAt] as const),
  );
  const fromReport = survey.attempts
    .filter(({ purpose }) => purpose === 'first')
    .map((attempt) => attempt.intendedAt - (reportedAt.get(nameOf(attempt)) ?? attempt.intendedAt));
  const fromWaking = held.map(({ wakesAt, endedAt }) => (endedAt ?? wakesAt) - wakesAt);
  return { fromReport: most(fromReport), fromWaking: most(fromWaking) };
}

const most = (numbers: readonly number[]): number => numbers.reduce((max, one) => Math.max(max, one), 0);

const nameOf = (row: Pick<NoticeKey, 'stage' | 'round'> & { readonly applicationId: string }): string =>
  noticeNameOf(row as NoticeKey);

function heldHours({ held, at }: Heard, counts: (span: HeldSpan) => boolean): HeldHours {
  const byNotice = new Map<string, number>();
  for (const span of held) {
    if (!counts(span)) continue;
    const name = nameOf(span);
    byNotice.set(name, (byNotice.get(name) ?? 0) + (span.endedAt ?? at) - span.heldAt);
  }
  const hours = [...byNotice.values()].map((ms) => ms / hourMs).sort((a, b) => a - b);
  return {
    notices: hours.length,
    sum: rounded(hours.reduce((sum, one) => sum + one, 0)),
    median: rankOf(hours, 0.5),
    p95: rankOf(hours, 0.95),
  };
}

/** The nearest-rank percentile of ascending numbers. */
function rankOf(ascending: readonly number[], share: number): number | null {
  const found = ascending[Math.ceil(ascending.length * share) - 1];
  return found === undefined ? null : rounded(found);
}

const rounded = (number: number): number => Math.round(number * 100) / 100;
