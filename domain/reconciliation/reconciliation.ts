/** The bank's own list of a day's decisions, held against what was reported to us. */
import type { Stage } from '../stage/stage.js';

export const decisions = ['approved', 'declined', 'conditional'] as const;
/** What a final decision says. */
export type Decision = (typeof decisions)[number];

/** How one decision stands; in the order in which they are told. */
export const entryKinds = [
  /** On the list, and no report of it ever came: an alarm, once the grace is over. */
  'never-reported',
  /** On the list and reported, but every report was refused: an alarm too, since nobody is told. */
  'report-refused',
  /** Reported, and the list has another decision than the report. */
  'decision-differs',
  /** On the list and reported; it corrects what may have been told, and waits for a supervisor. */
  'awaiting-approval',
  /** On the list and not reported yet; the loan system still has time. */
  'awaited',
  /** On the list and not reported; a later stage or a withdrawal is on record, so it cannot be any more. */
  'overtaken',
  /** Reported as decided on that day, and on no list of it. */
  'not-on-list',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** A decision of a list; instants in epoch milliseconds. */
export interface ListedDecision {
  readonly applicationId: string;
  readonly stage: Stage;
  readonly round: number;
  readonly decidedAt?: number;
  readonly decision?: Decision;
}

/** How many decisions stand how; `listed` are those of all lists in force, `agreed` those as reported. */
export type ReconciliationCounts = Readonly<Record<EntryKind | 'listed' | 'agreed', number>>;
