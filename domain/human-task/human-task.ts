/** What a person must do where machines are at their end. */
import { holdsPersonalNumber } from '../ids/ids.js';
import type { HandedOverBecause } from '../escalation/next-step.js';

/**
 * `deliver-by-hand`: tell the applicant; `correct-contact`: find out the right contact; `complaint`: answer an
 * applicant who complained by SMS; `tell-compensation`: tell an applicant what the bank grants for having been left untold.
 */
export const taskKinds = ['deliver-by-hand', 'correct-contact', 'complaint', 'tell-compensation'] as const;
export type TaskKind = (typeof taskKinds)[number];

/** The kinds that no story waits for: they are completed in the ledger alone, and the sweep keeps their time. */
export const storylessKinds: readonly TaskKind[] = ['complaint', 'tell-compensation'];

/**
 * How staff finished. `applicant-refused`: reached, and did not want to hear it; `unreachable` closes a notice untold and therefore needs an approval;
 * `contact-corrected` and `complaint-answered` belong to the tasks of their kinds.
 */
export const taskOutcomes = [
  'told-by-phone',
  'told-in-branch',
  'told-by-letter',
  'applicant-refused',
  'unreachable',
  'contact-corrected',
  'complaint-answered',
] as const;
export type TaskOutcome = (typeof taskOutcomes)[number];
export const isTaskOutcome = (text: unknown): text is TaskOutcome =>
  (taskOutcomes as readonly unknown[]).includes(text);

/** Why a task needed no person any more. */
export const closedBecause = ['delivered', 'superseded', 'withdrawn', 'contact-corrected'] as const;
export type TaskClosedBecause = (typeof closedBecause)[number];

export type TaskBecause =
  | HandedOverBecause
  | 'bad-contact'
  | 'not-this-person'
  | 'workflow-gone'
  | 'bounced'
  | 'applicant-complained'
  | 'incident'
  | 'compensation-granted';

/** How long staff have for a task, and how long before its end they are reminded; milliseconds. */
export interface StaffTimes {
  readonly dueMs: number;
  readonly remindBeforeMs: number;
}
/** Where nothing else is configured. */
export const usualStaffTimes: StaffTimes = { dueMs: 24 * 3_600_000, remindBeforeMs: 2 * 3_600_000 };

/** How long staff have for a complaint, where nothing else is configured; milliseconds. */
export const usualComplaintMs = 24 * 3_600_000;

/** Until when a task stays with whoever takes it on, where nothing else is configured; milliseconds. */
export const usualClaimMs = 30 * 60_000;

/** Why a task is put off: a call was in vain, or whoever answered asked for another time. */
export const putOffBecause = ['no-answer', 'asked-for-later'] as const;
export type PutOffBecause = (typeof putOffBecause)[number];
/** How far a task may be put off, milliseconds. */
export const mostPutOffMs = 7 * 24 * 3_600_000;

/** Whose a task is, and until when. */
export interface Claim {
  readonly by: string;
  readonly at: number;
  readonly until: number;
}

/** The claim in force at an instant; one that has expired is none. */
export const claimOf = (
  task: {
    readonly claimedBy: string | null;
    readonly claimedAt: number | null;
    readonly claimExpiresAt: number | null;
  },
  now: number,
): Claim | undefined => {
  const { claimedBy, claimedAt, claimExpiresAt } = task;
  if (claimedBy === null || claimedAt === null || claimExpiresAt === null || claimExpiresAt <= now)
    return undefined;
  return { by: claimedBy, at: claimedAt, until: claimExpiresAt };
};

/** The proposal to close a task untold that waits for a second person at an instant. */
export const proposalOf = <Proposal extends { readonly expiresAt: number }>(
  { proposal }: { readonly proposal: Proposal | null },
  now: number,
): Proposal | undefined => inItsTime(proposal, now);

/** The corrected decision that waits at an instant, of the stage a task is about. */
export const correctionOf = <Correction extends { readonly expiresAt: number }>(
  { correction }: { readonly correction: Correction | null },
  now: number,
): Correction | undefined => inItsTime(correction, now);

const inItsTime = <Waiting extends { readonly expiresAt: number }>(
  waiting: Waiting | null,
  now: number,
): Waiting | undefined => (waiting === null || waiting.expiresAt <= now ? undefined : waiting);

/** Whether two accounts are one person's: they differ in case at most. */
export const isSamePerson = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

/** A member of staff as the bank names them: an account, never a person's number. */
export const isStaffRef = (text: unknown): text is string =>
  typeof text === 'string' && /^[A-Za-z][A-Za-z0-9._-]{1,39}$/.test(text) && !holdsPersonalNumber(text);

/** Whether an outcome closes a notice untold, so that it counts only once a second person has agreed. */
export const needsApproval = (outcome: TaskOutcome): boolean => outcome === 'unreachable';

/** What is wrong with an outcome of a task of this kind, or undefined. */
export function completionFault(kind: TaskKind, outcome: TaskOutcome): 'outcome-of-other-kind' | undefined {
  if ((kind === 'complaint') !== (outcome === 'complaint-answered')) return 'outcome-of-other-kind';
  if (kind === 'deliver-by-hand' && outcome === 'contact-corrected') return 'outcome-of-other-kind';
  if (kind === 'tell-compensation' && (outcome === 'contact-corrected' || outcome === 'unreachable'))
    return 'outcome-of-other-kind';
  if (kind === 'correct-contact' && outcome !== 'contact-corrected' && outcome !== 'unreachable')
    return 'outcome-of-other-kind';
  return undefined;
}
