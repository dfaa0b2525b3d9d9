/** Reads what is on record about an application, as it stood at one instant. */
import type { ApplicationFacts, NoticeFacts } from '../../domain/explanation/facts.js';
import { filedBy } from '../../domain/explanation/filed-by.js';
import { given } from '../../domain/explanation/given.js';
import { applicationIdOf, noticeNameOf } from '../../domain/ids/ids.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { openAlarmsAbout } from '../../ledger/alarm/about.js';
import { contactValues, latestContacts } from '../../ledger/application/contacts.js';
import { findApplication } from '../../ledger/application/find.js';
import { approvalsOfApplication } from '../../ledger/approval/row.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { attemptsOfApplication } from '../../ledger/attempt/find.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import { erasureOf } from '../../ledger/erasure/find.js';
import { eventsOfApplication } from '../../ledger/event/of-application.js';
import type { EventRow } from '../../ledger/event/of-application.js';
import { storylessKinds } from '../../domain/human-task/human-task.js';
import { tasksOfApplication } from '../../ledger/human-task/row.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import { incidentsOfApplication } from '../../ledger/incident/of-application.js';
import type { IncidentOfNotice } from '../../ledger/incident/of-application.js';
import type { Queryable } from '../../ledger/ledger.js';
import { noticesOfApplication } from '../../ledger/notice/find.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { listedOfApplication } from '../../ledger/reconciliation/of-application.js';
import { refusedOfApplication } from '../../ledger/report/find-refused.js';
import { verificationsOfApplication } from '../../ledger/verification/find.js';
import { reportsOfApplication } from '../../ledger/report/find.js';
import type { ReportRow } from '../../ledger/report/find.js';
import {
  approvalFacts,
  attemptFacts,
  barredFacts,
  contactFacts,
  contradictionFacts,
  holdFacts,
  leftOutFacts,
  listedFacts,
  refusalFacts,
  replyFacts,
  taskFacts,
  unansweredAmong,
} from './facts-of-rows.js';

/** What of the facts is read. */
export interface Reading {
  /** The reader's, where it is bound: lists of others' decisions are not for it. */
  readonly regions?: readonly string[];
  /** Evidence alone rests on how contacts stand, on checks and on erasure: a cause is found without them. */
  readonly causeAlone?: boolean;
}

/** The facts about an application; of one nobody reported, what was refused at most. Opens no seal. */
export const readFacts = async (
  tx: Queryable,
  applicationId: ApplicationId,
  now: number,
  reading: Reading = {},
): Promise<ApplicationFacts> => (await readFactsAndRows(tx, applicationId, now, reading)).facts;

/** What the facts of an application are read from. */
export interface FactRows {
  readonly reports: readonly ReportRow[];
  readonly notices: readonly NoticeRow[];
  readonly attempts: readonly AttemptRow[];
  readonly tasks: readonly TaskRow[];
  /** The trail, the oldest first. */
  readonly events: readonly EventRow[];
}

/** The same with the rows they are read from. */
export async function readFactsAndRows(
  tx: Queryable,
  applicationId: ApplicationId,
  now: number,
  { regions, causeAlone = false }: Reading = {},
): Promise<{ readonly facts: ApplicationFacts; readonly rows: FactRows }> {
  const application = await findApplication(tx, applicationId);
  const refusals = refusalFacts(await refusedOfApplication(tx, applicationId));
  const listed = listedFacts(await listedOfApplication(tx, applicationId, regions));
  if (application === undefined)
    return {
      facts: { contacts: [], corrections: [], refusals, listed, notices: [] },
      rows: { reports: [], notices: [], attempts: [], tasks: [], events: [] },
    };
  const notices = await noticesOfApplication(tx, applicationId);
  const reports = await reportsOfApplication(tx, applicationId);
  const tasks = await tasksOfApplication(tx, applicationId);
  const approvals = await approvalsOfApplication(tx, applicationId);
  const attempts = await attemptsOfApplication(tx, applicationId);
  const events = await eventsOfApplication(tx, applicationId);
  const putOffs = events.filter(({ kind }) => kind === 'task-put-off');
  const gathered: Gathered = {
    reports: new Map(reports.map((report) => [report.reportId, report])),
    tasks: byPlace(tasks),
    attempts: byPlace(attempts),
    events: byPlace(events),
    putOffs,
    unanswered: unansweredAmong(events),
    alarms: await alarmsOf(tx, applicationId, notices),
    incidents: byPlace(causeAlone ? [] : await incidentsOfApplication(tx, applicationId)),
    approvals,
    now,
  };
  const facts: ApplicationFacts = {
    reportedAt: application.reportedAt,
    ...(causeAlone ? { contacts: [] } : await evidenceAlone(tx, applicationId)),
    corrections: tasks
      .filter(({ kind }) => kind === 'correct-contact')
      .map((task) => taskFacts(task, now, putOffs)),
    storyless: tasks
      .filter(({ kind }) => storylessKinds.includes(kind))
      .map((task) => taskFacts(task, now, putOffs)),
    replies: replyFacts(events),
    ...(approvals.length === 0 ? {} : { approvals: approvalFacts(approvals.filter(isOfApplication), now) }),
    refusals,
    listed,
    notices: notices.map((notice) => noticeFacts(notice, gathered)),
    ...given({ withdrawnAt: reports.find(({ kind }) => kind === 'withdrawal')?.receivedAt }),
  };
  return { facts, rows: { reports, notices, attempts, tasks, events } };
}

/** What no cause rests on. */
async function evidenceAlone(
  tx: Queryable,
  applicationId: ApplicationId,
): Promise<Pick<ApplicationFacts, 'contacts' | 'checks' | 'erased'>> {
  const erasure = await erasureOf(tx, applicationId);
  const contacts = await latestContacts(tx, applicationId);
  const values = contacts === undefined ? [] : await contactValues(tx, applicationId, contacts.version);
  return {
    ...given({ erased: erasure && { at: erasure.erasedAt, because: erasure.because } }),
    checks: await verificationsOfApplication(tx, applicationId),
    contacts: contactFacts(values, contacts?.mobileState),
  };
}

/** About the contacts, the task to correct one, or a round that has no notice yet: not about one notice. */
const isOfApplication = ({ act }: ApprovalRow): boolean =>
  act.kind === 'contact-change' ||
  act.kind === 'corrected-decision' ||
  (act.kind === 'unreachable' && act.task === 'correct-contact');

/** A corrected decision belongs to the notice it corrects, and to the one it came to be told by. */
const isCorrectionOf = ({ act }: ApprovalRow, { stage, round }: NoticeRow): boolean =>
  act.kind === 'corrected-decision' &&
  act.stage === stage &&
  (act.round === round || act.round === round + 1);

interface Gathered {
  readonly approvals: readonly ApprovalRow[];
  readonly now: number;
  readonly reports: ReadonlyMap<string, ReportRow>;
  readonly tasks: OfNotice<TaskRow>;
  readonly attempts: OfNotice<AttemptRow>;
  readonly events: OfNotice<EventRow>;
  readonly putOffs: readonly EventRow[];
  readonly unanswered: ReturnType<typeof unansweredAmong>;
  readonly alarms: Awaited<ReturnType<typeof openAlarmsAbout>>;
  readonly incidents: OfNotice<IncidentOfNotice>;
}

/** The rows that are about one notice. */
type OfNotice<Row> = (notice: NoticeRow) => readonly Row[];

function byPlace<Row extends { readonly stage: string | null; readonly round: number | null }>(
  rows: readonly Row[],
): OfNotice<Row> {
  const placeName = ({ stage, round }: Row | NoticeRow): string => `${String(stage)} ${String(round)}`;
  const rowsOf = filedBy(rows, placeName);
  return (notice) => rowsOf(placeName(notice));
}

const nameOf = ({ applicationId, stage, round }: NoticeRow): string =>
  noticeNameOf({ applicationId: applicationIdOf(applicationId), stage, round });

const alarmsOf = (tx: Queryable, applicationId: string, notices: readonly NoticeRow[]) =>
  openAlarmsAbout(tx, [applicationId, ...notices.map(nameOf)]);

function noticeFacts(notice: NoticeRow, gathered: Gathered): NoticeFacts {
  const report = gathered.reports.get(notice.reportId);
  const events = gathered.events(notice);
  const subjects = [notice.applicationId, nameOf(notice)];
  const tasks = gathered.tasks(notice);
  const approvals = gathered.approvals.filter(
    (one) =>
      tasks.some(({ taskId }) => taskId === one.taskId) ||
      isCorrectionOf(one, notice) ||
      (one.kind === 'contact-change' &&
        one.proposedAt <= (notice.finishedAt ?? Infinity) &&
        (one.state === 'proposed' || one.stateSince >= notice.owedAt)),
  );
  const { waitingFor, waitingUntil } = notice;
  const incidents = gathered
    .incidents(notice)
    .map(({ incidentId, listedAt, route }) => ({ incidentId, at: listedAt, route }));
  return {
    stage: notice.stage,
    round: notice.round,
    state: notice.state,
    stateSince: notice.stateSince,
    owedAt: notice.owedAt,
    urgent: report?.urgent ?? false,
    holds: holdFacts(events),
    windowClosedAt: events.filter(({ kind }) => kind === 'window-closed').map(({ at }) => at),
    leftOut: leftOutFacts(events),
    barred: barredFacts(events),
    attempts: gathered.attempts(notice).map((row) => attemptFacts(row, gathered.unanswered)),
    tasks: tasks.map((task) => taskFacts(task, gathered.now, gathered.putOffs)),
    ...(approvals.length === 0 ? {} : { approvals: approvalFacts(approvals, gathered.now) }),
    contradictions: contradictionFacts(events),
    alarms: gathered.alarms.filter(({ subject }) => subjects.includes(subject)).map(({ kind }) => kind),
    ...(incidents.length === 0 ? {} : { incidents }),
    ...given({
      decidedAt: report?.decidedAt ?? undefined,
      finishedAt: notice.finishedAt ?? undefined,
      waitingFor:
        waitingFor === null || waitingUntil === null ? undefined : { kind: waitingFor, until: waitingUntil },
    }),
  };
}
