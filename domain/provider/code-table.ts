import type { FailureClass } from '../failure/failure-class.js';

/** What a code says: why it failed, that the message arrived, or that nobody knows yet. */
export type CodeMeaning = FailureClass | 'delivered' | 'pending';

/** One row of a provider's table of codes. */
export interface CodeRow {
  /** The code as the provider writes it; a trailing `*` stands for a whole family. */
  readonly code: string;
  readonly meaning: CodeMeaning;
  /** Whether it comes in the answer to a request or in a delivery report. */
  readonly source: 'request' | 'receipt';
  /** Holds only where the answer's message reads so (one code, several meanings). */
  readonly when?: RegExp;
  /** What it means, in words for staff. */
  readonly zh: string;
  readonly en: string;
  /** Where the provider describes it. */
  readonly doc: string;
}

const isFamily = (row: CodeRow): boolean => row.code.endsWith('*');

const fits = (row: CodeRow, code: string, message: string): boolean =>
  (isFamily(row) ? code.startsWith(row.code.slice(0, -1)) : row.code === code) &&
  (row.when === undefined || row.when.test(message));

/** The row that speaks of a code: the exact one before its family, the first in order among equals. */
export function rowOf(rows: readonly CodeRow[], code: string, message = ''): CodeRow | undefined {
  return (
    rows.find((row) => !isFamily(row) && fits(row, code, message)) ??
    rows.find((row) => isFamily(row) && fits(row, code, message))
  );
}
