/**
 * Identities. Each is minted here and nowhere else, and carries a brand, so that an attempt id
 * cannot stand where a task id is meant.
 */
import type { Stage } from '../stage/stage.js';
import { isStage } from '../stage/stage.js';

type Branded<Name extends string> = string & { readonly __brand: Name };

/** One loan application, named by the loan system. */
export type ApplicationId = Branded<'ApplicationId'>;
/** One report of the loan system (a row of the ledger), a UUID. */
export type ReportId = Branded<'ReportId'>;
/** One use of one route for one notice, a UUID; travels to the provider as our reference. */
export type AttemptId = Branded<'AttemptId'>;
/** One thing a person must do, a UUID. */
export type TaskId = Branded<'TaskId'>;

/** The key of the one message owed: at most one notice exists for it. */
export interface NoticeKey {
  readonly applicationId: ApplicationId;
  readonly stage: Stage;
  /** 1 for the stage's first notice; a further request or a corrected decision counts up. */
  readonly round: number;
}

const shape = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
// Eleven digits beginning 13 to 19, bare or grouped as people write them (138-0013-8000), with or
// without country code or trunk 0, not inside a longer number.
const mobileInside = /(?<!\d)(?:(?:00)?86|0)?1[3-9]\d(?:\d{8}|[._-]\d{4}[._-]?\d{4}|\d{4}[._-]\d{4})(?!\d)/;
// The 18 or 15 places of a resident identity number (GB 11643).
const identityInside = /(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)/;

// UUIDs whose digits are drawn, not chosen: versions 4 and 7 of RFC 9562. One in a thousand has digits like a mobile's.
const drawnUuid =
  /(?<![0-9A-Za-z])[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9A-Za-z])/gi;

const looksPersonal = (text: string): boolean => mobileInside.test(text) || identityInside.test(text);

/**
 * Whether a text is, or holds, something shaped like a mobile or identity number of mainland China. What stands in a UUID
 * that was drawn by lot (versions 4 and 7) is nobody's number.
 */
export const holdsPersonalNumber = (text: string): boolean =>
  looksPersonal(text) && looksPersonal(text.replaceAll(drawnUuid, 'x'));

/**
 * Why a text cannot be an application id, or undefined if it can. An id that is, or holds, a
 * mobile or identity number is refused: ids stand in clear text in Temporal, URLs and logs.
 */
export function applicationIdFault(text: string): 'shape' | 'personal-number' | undefined {
  if (!shape.test(text)) return 'shape';
  if (holdsPersonalNumber(text)) return 'personal-number';
  return undefined;
}

/** Takes a text that {@link applicationIdFault} found no fault with. */
export function applicationIdOf(text: string): ApplicationId {
  const fault = applicationIdFault(text);
  if (fault !== undefined) throw new RangeError(`not an application id: ${fault}`);
  return text as ApplicationId;
}

const prefix = 'loan-application/';

/** The Temporal workflow id of an application. */
export const workflowIdOf = (applicationId: ApplicationId): string => `${prefix}${applicationId}`;

/** The application whose workflow this is, or undefined for any other workflow id. */
export function applicationIdFrom(workflowId: string): ApplicationId | undefined {
  const text = workflowId.startsWith(prefix) ? workflowId.slice(prefix.length) : undefined;
  return text !== undefined && applicationIdFault(text) === undefined ? (text as ApplicationId) : undefined;
}

/** A notice's key in one word: `A-1/final-decision/1`. */
export const noticeNameOf = (key: NoticeKey): string => `${key.applicationId}/${key.stage}/${key.round}`;

/** Reads what {@link noticeNameOf} wrote; undefined for anything else. */
export function noticeKeyFrom(name: string): NoticeKey | undefined {
  const [application = '', stage = '', round = '', ...rest] = name.split('/');
  if (rest.length > 0 || applicationIdFault(application) !== undefined) return undefined;
  if (!isStage(stage) || !/^[1-9]\d{0,2}$/.test(round)) return undefined;
  return { applicationId: application as ApplicationId, stage, round: Number(round) };
}

/** The reference an applicant can read out: the id's last four characters, stage and round. */
export function referenceOf(key: NoticeKey): string {
  const letter = { 'preliminary-approval': 'P', 'supplementary-documents': 'S', 'final-decision': 'F' }[
    key.stage
  ];
  return `${key.applicationId.slice(-4)}-${letter}${key.round}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Whether a text has the shape of the ids we mint (a lower-case UUID). */
export const isUuid = (text: unknown): text is string => typeof text === 'string' && uuid.test(text);

export const reportIdOf = (text: string): ReportId => text as ReportId;
export const attemptIdOf = (text: string): AttemptId => text as AttemptId;
export const taskIdOf = (text: string): TaskId => text as TaskId;
