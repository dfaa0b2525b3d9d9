/**
 * The story's memory: plain data, so that it passes through continue-as-new as it is. Deadlines
 * are instants, never durations.
 */
import type { ApplicationId, AttemptId, ReportId } from '../../domain/ids/ids.js';
import type { AttemptFact } from '../../domain/attempt/attempt.js';
import type { NoticeState, WaitingFor } from '../../domain/notice/state.js';
import type { Plan, PlannedRoute } from '../../domain/plan/plan.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { StoryLimits } from './messages.js';
import type { HeldBecause, Planned } from './ports.js';

export interface TaskProgress {
  readonly taskId: string;
  readonly remindAt: number;
  readonly dueAt: number;
  reminded: boolean;
  overdue: boolean;
}

export interface NoticeProgress {
  readonly stage: Stage;
  readonly round: number;
  state: NoticeState;
  waitingFor?: WaitingFor;
  /** Said by the report or by the last planning; taken once. */
  planned?: Planned;
  heldBecause?: HeldBecause;
  plan?: Plan;
  /** Planned anew because a route may be used later; asked once, then a person is told. */
  askedForLater?: boolean;
  attempts: AttemptFact[];
  task?: TaskProgress;
  /** A bounce took its delivery back: staff are told before anything else is done. */
  bounced?: boolean;
  /** A later stage, round or a withdrawal asked for its end. */
  ending?: 'superseded' | 'withdrawn';
  /** The attempt whose receipt threw doubt on its number last: a check was asked for. */
  doubted?: AttemptId;
  /** Contacts changed since the plan was made: the routes start again. */
  contactsChanged?: boolean;
}

/** One order of staff to send a notice once more. */
export interface ResendProgress {
  /** The order; its attempt has the same id. */
  readonly reportId: ReportId;
  readonly stage: Stage;
  readonly round: number;
  readonly route: PlannedRoute;
  /** What is known of the attempt; absent until the send activity has answered. */
  fact?: AttemptFact;
}

export interface ApplicationState {
  readonly applicationId: ApplicationId;
  /** Reports taken up or waiting to be: a repeated signal is known by its id. */
  knownReports: string[];
  notices: NoticeProgress[];
  /** Attempts ordered by staff, apart from the notices' own; absent until there is one. */
  resends?: ResendProgress[];
  /** Begun again for a resend alone: what decided the application stands in an earlier run. */
  decidedBefore?: boolean;
  correction?: TaskProgress;
  withdrawn: boolean;
  contactsGood: boolean;
  /** The version of the contacts taken up last; absent while it is the first. */
  contactVersion?: number;
  /** When the loan system last had news. */
  newsAt: number;
  silenceAlarmed: boolean;
}

export interface LoanApplicationInput {
  readonly applicationId: ApplicationId;
  readonly limits?: StoryLimits;
  /** Handed on by the run before. */
  readonly state?: ApplicationState;
}
