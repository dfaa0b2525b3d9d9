/** When an applicant's data is erased, and why: words and references, never the applicant. */
import { holdsPersonalNumber } from '../ids/ids.js';

/** `retention`: the time it is kept for is over; `request`: a supervisor had it erased. */
export const erasedBecause = ['retention', 'request'] as const;
export type ErasedBecause = (typeof erasedBecause)[number];

/**
 * Why data is erased on request: the grounds of the Personal Information Protection Law (PIPL), Art. 47, in its order.
 * Words rather than free text: a reason that named the applicant could not be erased with the rest.
 */
export const erasureReasons = [
  'purpose-ended',
  'retention-over',
  'consent-withdrawn',
  'unlawful',
  'other-law',
] as const;
export type ErasureReason = (typeof erasureReasons)[number];
export const isErasureReason = (text: unknown): text is ErasureReason =>
  (erasureReasons as readonly unknown[]).includes(text);

/** Of the bank's own file on the request; what is shaped like somebody's number is none. */
export const isFileReference = (text: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/.test(text) && !holdsPersonalNumber(text);

/** What must end before an application's data may be erased, and the name of it where there are several. */
export interface Unended {
  readonly what:
    'decision' | 'notice' | 'correction' | 'compensation' | 'task' | 'receipt' | 'message' | 'story';
  /** `final-decision/1`, an id of a task or an approval, a route; words and ids alone. */
  readonly name?: string;
  /** Until when at the latest, epoch milliseconds, where that is known. */
  readonly until?: number;
}

const expected: Readonly<Record<Unended['what'], string>> = {
  decision: 'expected a final decision or a withdrawal; withdraw the application first',
  notice: 'expected to be finished; withdraw the application, or let staff finish it',
  correction: 'waits to be decided on',
  compensation: 'waits for a second person, or for the loan system’s answer',
  task: 'expected to be finished by staff',
  receipt: 'may still come',
  message: 'expected to have been told to the workflow',
  story: 'expected to have ended; it ends by itself once nothing is owed any more',
};

/** As a refusal names it: `notice final-decision/1: expected …`. */
export const unendedInWords = ({ what, name, until }: Unended): string =>
  `${name === undefined ? what : `${what} ${name}`}: ${expected[what]}${until === undefined ? '' : ` until ${new Date(until).toISOString()}`}`;
