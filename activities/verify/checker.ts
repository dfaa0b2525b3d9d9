/** What a provider is asked about a contact, whatever its protocol. */
import type { NamedPerson } from '../../domain/verification/lack.js';
import type {
  CheckAnswer,
  CheckKind,
  CheckProvider,
  UncheckedBecause,
} from '../../domain/verification/verification.js';

/** Who is asked about. */
export interface CheckSubject {
  /** Eleven digits. */
  readonly mobile: string;
  /** The person's, where both are on record. */
  readonly person?: NamedPerson;
}

/** What came of it. No value of the applicant and no text of the provider is in it. */
export type CheckResult =
  | { readonly answer: Exclude<CheckAnswer, 'unchecked'>; readonly code: string }
  | { readonly answer: 'unchecked'; readonly because: UncheckedBecause; readonly code?: string };

/** One kind of check by one provider. Never throws for trouble at or on the way to the provider. */
export interface Checker {
  readonly kind: CheckKind;
  readonly provider: CheckProvider;
  /** One question, answered within `timeoutMs`; asking again does no harm. */
  check(subject: CheckSubject, timeoutMs: number): Promise<CheckResult>;
  /** Closes kept connections; a question under way is answered as one without an answer. */
  close(): void;
}
