import type { CheckAnswer, UncheckedBecause } from '../verification/verification.js';

/** One row of a checking provider's table of codes. */
export interface CheckCodeRow {
  /** As the provider writes it. */
  readonly code: string;
  /** What the code answers, or why it is no answer. */
  readonly meaning: Exclude<CheckAnswer, 'unchecked'> | UncheckedBecause;
  /** Whether it is the result of the check, or refuses the request. */
  readonly source: 'result' | 'request';
  /** What it means, in words for staff. */
  readonly zh: string;
  readonly en: string;
  /** Where the provider describes it. */
  readonly doc: string;
}
