/** The shape of a timeline: what its entries are, and how each is told. */
import type { Stage } from '../stage/stage.js';

/** What an entry of a timeline is, a word for programs. */
export const timelineKinds = [
  'application-reported',
  'application-withdrawn',
  'application-erased',
  'contacts-changed',
  'contact-verified',
  'stage-decided',
  'stage-reported',
  'report-refused',
  'decision-listed',
  'held',
  'window-closed',
  'left-out',
  'barred',
  'sent',
  'sent-again',
  'failed-over',
  'copy',
  'resent',
  'not-resent',
  'call-repeated',
  'answered',
  'provider-asked',
  'receipt',
  'receipt-contradicts',
  'deadline-passed',
  'incident-listed',
  'task-opened',
  'task-claimed',
  'task-released',
  'task-put-off',
  'task-reminded',
  'task-overdue',
  'task-completed',
  'task-closed',
  'approval',
  'reply-received',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** A sentence of its instant, in epoch milliseconds; the ids name what of the record shows it. */
export interface DatedSentence<Kind extends string> {
  readonly at: number;
  readonly kind: Kind;
  readonly stage?: Stage;
  readonly round?: number;
  readonly zh: string;
  readonly en: string;
  readonly attemptId?: string;
  readonly taskId?: string;
  readonly approvalId?: string;
}

/** One fact on record. */
export type TimelineEntry = DatedSentence<TimelineKind>;
