/** The fields words may use: which channel and stage may show each, and which are never shown. */
import type { Stage } from '../stage/stage.js';
import type { WordChannel } from './slot.js';

/** What a template may show, by name; a list is for `for` or `join` in an e-mail. */
export interface WordFields {
  /** The applicant's name, for an e-mail's salutation. */
  readonly name?: string;
  /** What the applicant can read out on the phone. */
  readonly reference?: string;
  /** The last four characters of the application id; the whole id is shown nowhere. */
  readonly applicationEnding?: string;
  readonly callBackNumber?: string;
  /** The decision in words. */
  readonly decision?: string;
  readonly amount?: string;
  readonly validUntil?: string;
  readonly dueDate?: string;
  /** What is asked for, in full. */
  readonly documents?: readonly string[];
  /** What is asked for in words of the catalogue, no free text: "补充材料（2项）". */
  readonly documentsInShort?: string;
  /** What the bank advises, in full. */
  readonly guidance?: string;
}
export type WordField = keyof WordFields;

interface FieldRule {
  /** Parts that may show it; `line` is a subject or title, seen on a locked screen. */
  readonly in: readonly (WordChannel | 'line')[];
  /** Stages whose reports carry it. */
  readonly of: readonly Stage[];
  /** Whether a report may come without it, so that a template has to ask by `if`. */
  readonly optional: boolean;
}

const every: readonly Stage[] = ['preliminary-approval', 'supplementary-documents', 'final-decision'];

/**
 * Free text, name and amount go by e-mail alone: SMS rules forbid them, and a push is shown to whoever looks. A
 * call says whom to call back and no more.
 */
export const fieldRules: Readonly<Record<WordField, FieldRule>> = {
  name: { in: ['email'], of: every, optional: false },
  reference: { in: ['sms', 'push', 'email', 'line'], of: every, optional: false },
  applicationEnding: { in: ['sms', 'push', 'email', 'line'], of: every, optional: false },
  callBackNumber: { in: ['sms', 'push', 'email', 'line', 'voice'], of: every, optional: false },
  decision: { in: ['sms', 'email'], of: ['final-decision'], optional: false },
  amount: { in: ['email'], of: ['preliminary-approval', 'final-decision'], optional: true },
  validUntil: { in: ['email'], of: ['preliminary-approval'], optional: true },
  dueDate: { in: ['sms', 'email'], of: ['supplementary-documents'], optional: false },
  documents: { in: ['email'], of: ['supplementary-documents'], optional: false },
  documentsInShort: { in: ['sms', 'email'], of: ['supplementary-documents'], optional: false },
  guidance: { in: ['email'], of: ['final-decision'], optional: true },
};

export const wordFieldNames = Object.keys(fieldRules) as [WordField, ...WordField[]];

export const isWordField = (name: string): name is WordField => Object.hasOwn(fieldRules, name);

/** What somebody might ask for and no message ever shows. */
export const neverShown: ReadonlySet<string> = new Set([
  'idNumber',
  'applicationId',
  'mobile',
  'email',
  'landline',
  'pushTokens',
  'contacts',
]);

/** The variables' names in the provider's copy of an SMS, or of what a call says. */
export const smsVariables: Readonly<Partial<Record<WordField, string>>> = {
  reference: 'ref',
  applicationEnding: 'ending',
  callBackNumber: 'phone',
  decision: 'decision',
  dueDate: 'due',
  documentsInShort: 'documents',
};
