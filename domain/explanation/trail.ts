/**
 * What was done step by step, as the trail and the receipts tell it: what a timeline needs beyond where things stand.
 * References, words of the vocabulary and instants (epoch milliseconds) alone.
 */
import type { Outcome, Settlement } from '../attempt/attempt.js';
import type { Route } from '../attempt/route.js';
import type { Use } from '../escalation/ruled-out.js';
import type { FailureClass } from '../failure/failure-class.js';
import type { LeftOutRoute } from '../plan/left-out.js';
import type { ReceiptVerdict } from '../receipt/judge.js';
import { filedBy } from './filed-by.js';
import type { Place } from './finding.js';

/** What a provider answered when it was asked what became of a message. */
export type AskedAnswer = 'taken' | 'never-received' | 'no-answer';

interface Failed {
  readonly failure?: FailureClass;
  /** The provider's own; explained by its table. */
  readonly code?: string;
}

/** One step about an attempt, named by its id. */
export type AttemptStep = { readonly at: number; readonly attemptId: string } & (
  | ({ readonly what: 'answered'; readonly outcome: Exclude<Outcome, 'intended'> } & Failed)
  | { readonly what: 'repeated' }
  | { readonly what: 'asked'; readonly answer: AskedAnswer; readonly settlement?: Settlement }
  | ({
      readonly what: 'receipt';
      readonly verdict: ReceiptVerdict;
      readonly settlement?: Exclude<Settlement, 'no-receipt'>;
      readonly polled: boolean;
    } & Failed)
  /** Its deadline was over. */
  | { readonly what: 'settled'; readonly settlement: Settlement }
);

/** One step about a task, named by its id. */
export type TaskStep = { readonly at: number; readonly taskId: string } & (
  | { readonly what: 'claimed'; readonly staffRef: string; readonly until: number }
  /** `heldBy`: whose it was; a supervisor may take it back. */
  | { readonly what: 'released'; readonly staffRef: string; readonly heldBy: string }
  | { readonly what: 'reminded' }
  | { readonly what: 'overdue' }
);

/** A plan that sending began with. */
export interface PlanStep extends Place {
  readonly what: 'planned';
  readonly at: number;
  readonly leftOut: readonly LeftOutRoute[];
  /** In their order, each with its contact; absent in older records, which do not tell it. */
  readonly routes?: readonly Use[];
  /** Absent in older records. */
  readonly copyOnSilence?: boolean;
  /** When routes that may not be used yet may be; epoch milliseconds. */
  readonly laterAt?: number;
}

/** A hold, and by what route it would go on. */
export interface HoldStep extends Place {
  readonly what: 'held';
  readonly at: number;
  readonly next?: Route;
}

/** A further version of the contacts; by the loan system where no member of staff is named. */
export interface ContactsStep {
  readonly what: 'contacts';
  readonly at: number;
  readonly staffRef?: string;
}

/** An order to send once more that came to nothing. */
export interface ResendStep extends Place {
  readonly what: 'not-resent';
  readonly at: number;
}

/** Steps of a trail by what they are about; each list the oldest first. */
export interface FiledTrail {
  readonly ofAttempt: (attemptId: string | undefined) => readonly AttemptStep[];
  readonly ofTask: (taskId: string | undefined) => readonly TaskStep[];
  readonly ofNotice: (place: Place) => readonly (PlanStep | HoldStep | ResendStep)[];
  readonly contacts: readonly ContactsStep[];
}

/** Sorts a trail by what its steps are about. */
export function filed(trail: readonly TrailStep[]): FiledTrail {
  const attempts = filedBy(
    trail.filter((step): step is AttemptStep => 'attemptId' in step),
    ({ attemptId }) => attemptId,
  );
  const tasks = filedBy(
    trail.filter((step): step is TaskStep => 'taskId' in step),
    ({ taskId }) => taskId,
  );
  const notices = filedBy(
    trail.filter((step): step is PlanStep | HoldStep | ResendStep => 'stage' in step),
    placeName,
  );
  return {
    ofAttempt: (attemptId = '') => attempts(attemptId),
    ofTask: (taskId = '') => tasks(taskId),
    ofNotice: (place) => notices(placeName(place)),
    contacts: trail.filter((step): step is ContactsStep => step.what === 'contacts'),
  };
}

const placeName = ({ stage, round }: Place): string => `${stage} ${String(round)}`;

export type TrailStep = AttemptStep | TaskStep | PlanStep | HoldStep | ContactsStep | ResendStep;
