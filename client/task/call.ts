/** A member of staff calls an applicant about a task: the task is theirs, and the call on record, before a number is shown. */
import { callScripts } from '../../domain/call-script/script.js';
import type { CallScript } from '../../domain/call-script/said.js';
import { dateAt } from '../../domain/calendar/clock-face.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { takenReport } from '../../domain/report/judge.js';
import type { ApplicationBody, ContactsReport, StageBody } from '../../domain/report/schemas.js';
import type { Locale } from '../../domain/words/slot.js';
import { latestContacts } from '../../ledger/application/contacts.js';
import { findTask } from '../../ledger/human-task/row.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import type { Queryable } from '../../ledger/ledger.js';
import { reportsOfApplication } from '../../ledger/report/find.js';
import { applicationPlace, contactsPlace, reportPlace } from '../../runtime/sealing/places.js';
import { onRecord } from '../reveal/on-record.js';
import type { RevealWorld } from '../reveal/on-record.js';
import { claimIn } from './claim.js';

/** Who calls, and what holds for every call. */
export interface CallOrder {
  readonly staffRef: string;
  /** How long the task stays theirs from now. */
  readonly claimMs: number;
  /** The number applicants may call. */
  readonly callBackNumber: string;
  /** The bank's time zone. */
  readonly timeZone: string;
}

/** What is needed for the call, and is not shown without it. */
export interface Call {
  readonly task: TaskRow;
  readonly name: string;
  readonly contactPerson?: string;
  readonly mobile?: string;
  readonly landline?: string;
  /** The language the applicant asked for. */
  readonly speak: Locale;
  readonly zh: CallScript;
  readonly en: CallScript;
}

/**
 * Takes the task on, or prolongs that, and answers what the call needs. A {@link Refusal} where it is somebody else's
 * (`task-claimed`), finished or unknown, or the applicant's data is no more (`application-erased`).
 */
export async function beginCall(world: RevealWorld, taskId: string, order: CallOrder): Promise<Call> {
  const { sealing, clock } = world;
  const { staffRef, claimMs: forMs, callBackNumber, timeZone } = order;
  const found = await findTask(world.ledger, taskId);
  if (found === undefined) throw new Refusal('task-unknown');
  const viewer = { staffRef, reason: `call about the task ${taskId}` };
  return onRecord<Call>(world, found.applicationId, viewer, async ({ tx, id, application, dataKey }) => {
    const task = await claimIn(tx, found, { staffRef, forMs, at: clock.now() });
    const open = (sealed: Buffer, place: string): unknown => sealing.open(dataKey, sealed, place);
    const latest = await latestContacts(tx, id);
    if (latest === undefined) throw new Refusal('application-unknown');
    const { mobile, landline } = open(latest.sealed, contactsPlace(id, latest.version)) as ContactsReport;
    const { applicant, product } = open(application.sealed, applicationPlace(id)) as ApplicationBody;
    const notice = await noticeOf(tx, id, task, open);
    const scripts = callScripts({
      kind: task.kind,
      applicationId: id,
      applicant,
      product,
      appliedOn: dateAt(timeZone, application.reportedAt),
      callBackNumber,
      ...(notice === undefined ? {} : { notice }),
    });
    const { name, contactPerson } = applicant;
    return {
      what: {
        task,
        name,
        speak: applicant.locale ?? 'zh-CN',
        ...scripts,
        ...(contactPerson === undefined ? {} : { contactPerson }),
        ...(mobile === undefined ? {} : { mobile }),
        ...(landline === undefined ? {} : { landline }),
      },
      version: latest.version,
      kind: 'contact-revealed',
      detail: { applicant: true, call: true },
      taskId,
    };
  });
}

/** What a task about a notice is to tell, from the report that owes it. */
async function noticeOf(
  tx: Queryable,
  applicationId: ApplicationId,
  { kind, stage, round }: TaskRow,
  open: (sealed: Buffer, place: string) => unknown,
) {
  if (kind !== 'deliver-by-hand' || stage === null || round === null) return undefined;
  const key = { applicationId, stage, round };
  const report = takenReport(await reportsOfApplication(tx, applicationId), key);
  if (report === undefined) return undefined;
  return { key, body: open(report.sealed, reportPlace(report.reportId)) as StageBody };
}
