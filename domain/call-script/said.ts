/** The shape of a call script, and what a language fills it with. */
import type { TaskKind } from '../human-task/human-task.js';
import type { StageBody } from '../report/schemas.js';
import type { WordFields } from '../words/field.js';

/** What to ask so as to know the person, and what is to be heard. */
export interface Verification {
  readonly say: string;
  readonly expect: string;
}

/** One language's script, in the order in which it is said. */
export interface CallScript {
  readonly greet: string;
  readonly verify: readonly Verification[];
  /** Said to anybody who is not the person, or does not answer as expected; the call ends with it. */
  readonly anotherPerson: string;
  readonly tell: readonly string[];
  readonly close: string;
}

/** What the sentences of a language are filled with; texts of others are plain here. */
export interface Said {
  readonly kind: TaskKind;
  readonly isCompany: boolean;
  /** The applicant, and whom to ask for: of a company its contact person. */
  readonly name: string;
  readonly person: string;
  /** The last four places of what identifies the applicant. */
  readonly idEnding?: string;
  readonly product: string;
  readonly appliedOn: string;
  readonly callBackNumber: string;
  readonly reference: string;
  readonly notice?: { readonly body: StageBody; readonly fields: WordFields };
}

/** A language's sentences. */
export type ScriptWords = (said: Said) => CallScript;
