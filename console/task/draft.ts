/** What somebody has chosen and typed about a task, and how it is read. */
import type { ContactCorrection, Task, TaskOutcome } from '../door/shapes.js';
import { read } from '../application/asked.js';

/** An outcome, or what leaves the task open. */
export type Choice = TaskOutcome | 'no-answer' | 'asked-for-later' | 'correct';

export type Field = keyof ContactCorrection;
export const fields = ['mobile', 'email', 'landline'] as const satisfies readonly Field[];

export interface Draft {
  readonly choice?: Choice;
  /** When to call again, ISO 8601. */
  readonly again?: string;
  readonly mobile: string;
  readonly email: string;
  readonly landline: string;
}
export const emptyDraft: Draft = { mobile: '', email: '', landline: '' };

/** What may come of a task of each kind, the likeliest first. */
export const choicesOf: Readonly<Record<Task['kind'], readonly Choice[]>> = {
  'deliver-by-hand': [
    'told-by-phone',
    'no-answer',
    'asked-for-later',
    'correct',
    'applicant-refused',
    'told-by-letter',
    'told-in-branch',
    'unreachable',
  ],
  'correct-contact': ['correct', 'no-answer', 'asked-for-later', 'contact-corrected', 'unreachable'],
  complaint: ['complaint-answered', 'no-answer', 'asked-for-later'],
  'tell-compensation': [
    'told-by-phone',
    'no-answer',
    'asked-for-later',
    'told-by-letter',
    'told-in-branch',
    'applicant-refused',
  ],
};

export const putsOff = (choice: Choice | undefined): choice is 'no-answer' | 'asked-for-later' =>
  choice === 'no-answer' || choice === 'asked-for-later';

export type Correction =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'faulty'; readonly faulty: readonly Field[] }
  | { readonly kind: 'given'; readonly given: ContactCorrection };

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const landline = /^[+\d][\d\s()-]{6,24}$/;

/** Only what is filled in is corrected. */
export function correctionOf(draft: Draft): Correction {
  const typed = fields.flatMap((field) => {
    const text = draft[field].normalize('NFKC').trim();
    return text === '' ? [] : [{ field, value: valueOf(field, text) }];
  });
  if (typed.length === 0) return { kind: 'nothing' };
  const faulty = typed.flatMap(({ field, value }) => (value === undefined ? [field] : []));
  if (faulty.length > 0) return { kind: 'faulty', faulty };
  return { kind: 'given', given: Object.fromEntries(typed.map(({ field, value }) => [field, value])) };
}

function valueOf(field: Field, text: string): string | undefined {
  if (field === 'email') return email.test(text) ? text : undefined;
  const asked = read(text);
  if (field === 'mobile') return asked.kind === 'mobile' ? asked.mobile : undefined;
  return landline.test(text) ? text : undefined;
}

/** What would be lost: what was typed, as it was typed. */
export const typedIn = (draft: Draft): readonly string[] =>
  fields.map((field) => draft[field].trim()).filter((text) => text !== '');
