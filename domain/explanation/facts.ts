/**
 * What is on record about one application, as far as an explanation needs it. Nothing of the
 * applicant stands here: references, words of the vocabulary and instants (epoch milliseconds).
 * What is absent was not recorded, and is said as not known.
 */
import type { AlarmKind } from '../alarm/alarm.js';
import type { ApprovalKind, ApprovalState, ReviewVerdict } from '../approval/approval.js';
import type { Outcome, Purpose, Settlement } from '../attempt/attempt.js';
import type { Route } from '../attempt/route.js';
import type { ContactState } from '../contact/contact-state.js';
import type { ErasedBecause } from '../erasure/erasure.js';
import type { FailureCode } from '../failure/catalogue.js';
import type { FailureClass } from '../failure/failure-class.js';
import type {
  TaskBecause,
  TaskClosedBecause,
  TaskKind,
  TaskOutcome,
  PutOffBecause,
} from '../human-task/human-task.js';
import type { NoticeState, WaitingFor } from '../notice/state.js';
import type { LeftOutRoute } from '../plan/left-out.js';
import type { SendPolicy } from '../policy/policies.js';
import type { ReplySaid } from '../reply/reply.js';
import type { Stage } from '../stage/stage.js';
import type { Verification } from '../verification/verification.js';

/** Everything recorded of one application; an id nobody reported has refusals, and what lists say, at most. */
export interface ApplicationFacts {
  /** When the loan system reported it; absent where it never did. */
  readonly reportedAt?: number;
  readonly withdrawnAt?: number;
  /** Since when the applicant's data is no more, and why; the record stands without it. */
  readonly erased?: { readonly at: number; readonly because: ErasedBecause };
  /** The contacts in force, by name and state. */
  readonly contacts: readonly ContactFact[];
  /** Checks of contacts by providers, oldest first; absent where none was ever made. */
  readonly checks?: readonly CheckFact[];
  /** Tasks about the application's contact, oldest first. */
  readonly corrections: readonly TaskFacts[];
  /** Tasks that no story waits for, about complaints and compensation, oldest first; absent where there is none. */
  readonly storyless?: readonly TaskFacts[];
  /** What the applicant answered by SMS, oldest first; never a word of it. Absent where there is nothing. */
  readonly replies?: readonly ReplyFact[];
  /** Other mobile numbers and corrected decisions that needed a second person, oldest first; absent where there are none. */
  readonly approvals?: readonly ApprovalFact[];
  /** What the bank's own lists of decisions name, though nobody had reported it; absent where there is none. */
  readonly listed?: readonly ListedFact[];
  /** Reports that were refused, oldest first. */
  readonly refusals: readonly RefusalFact[];
  readonly notices: readonly NoticeFacts[];
}

/** `mobile`, `email`, `push-1`, `landline`; never the value. */
export interface ContactFact {
  readonly name: string;
  readonly state: ContactState;
}

/** What a provider said of a contact, or why nobody was asked; the contact by name alone. */
export interface CheckFact extends Verification {
  readonly name: string;
}

/** A decision that the bank's own list names and that had not been reported when the list came. */
export interface ListedFact {
  readonly stage: Stage;
  readonly round: number;
  /** The list's day, `YYYY-MM-DD`. */
  readonly day: string;
  /** When the bank decided, as the list has it. */
  readonly decidedAt?: number;
  /** When the list came. */
  readonly listedAt: number;
}

/** One reply, and what it asks for. */
export interface ReplyFact extends ReplySaid {
  readonly at: number;
}

export interface RefusalFact {
  readonly at: number;
  readonly kind: 'application' | 'stage' | 'contacts' | 'withdrawal';
  readonly stage?: Stage;
  readonly round?: number;
  /** Undefined where the record holds a code this version does not know. */
  readonly code?: FailureCode;
}

/** One notice with all that was done about it. */
export interface NoticeFacts {
  readonly stage: Stage;
  readonly round: number;
  readonly state: NoticeState;
  readonly stateSince: number;
  readonly waitingFor?: WaitingFor;
  /** When its report was taken. */
  readonly owedAt: number;
  /** When the bank decided, as reported. */
  readonly decidedAt?: number;
  readonly urgent: boolean;
  readonly finishedAt?: number;
  /** Each time it was held, oldest first. */
  readonly holds: readonly HoldFact[];
  /** When the window closed just before a call. */
  readonly windowClosedAt: readonly number[];
  /** Routes the last plan left out. */
  readonly leftOut: readonly LeftOutRoute[];
  /** When a route was kept from being used, since the same contact may already have the message by it. */
  readonly barred: readonly BarredFact[];
  /** Oldest first. */
  readonly attempts: readonly AttemptFacts[];
  /** Tasks to tell the applicant, oldest first. */
  readonly tasks: readonly TaskFacts[];
  /** What about it needs a second person, a correction of it too, oldest first; absent where there is nothing. */
  readonly approvals?: readonly ApprovalFact[];
  /** Receipts that contradict what was settled. */
  readonly contradictions: readonly ContradictionFact[];
  /** Incidents whose list it stands on, oldest first; absent where there is none. */
  readonly incidents?: readonly IncidentFact[];
  /** Open alarms about it or its workflow. */
  readonly alarms: readonly AlarmKind[];
}

/** Its message may have been lost in an incident of a provider. */
export interface IncidentFact {
  readonly incidentId: number;
  /** When it came to stand on the list. */
  readonly at: number;
  /** By which the message went. */
  readonly route: Route;
}

export interface HoldFact {
  readonly at: number;
  readonly until: number;
  readonly because: 'window' | 'quiet-hours' | 'calendar-unknown';
  readonly policy?: SendPolicy;
  /** Where it wakes later than at its opening, since so many go before it by the same provider. */
  readonly line?: LineFact;
}

export interface LineFact {
  readonly opensAt: number;
  readonly ahead: number;
}

export interface AttemptFacts {
  /** Absent where only a cause is looked for. */
  readonly attemptId?: string;
  /** The template and version it was written by. */
  readonly words?: string;
  readonly route: Route;
  readonly purpose: Purpose;
  readonly outcome: Outcome;
  readonly settlement?: Settlement;
  readonly failure?: FailureClass;
  /** The provider's code of the last answer or receipt; explained by its table. */
  readonly code?: string;
  /** `acceptance`: no receipt exists for this channel; without a bounce by the horizon it counts. */
  readonly evidence: 'receipt' | 'acceptance';
  readonly intendedAt: number;
  readonly answeredAt?: number;
  readonly settledAt?: number;
  readonly receiptDeadline?: number;
  /** Until when a late receipt may still come. */
  readonly receiptHorizon?: number;
  /** The provider said that it never had it, and nothing has shown otherwise since. */
  readonly neverReceived: boolean;
  /** How often the provider was asked what became of it, without an answer that helped. */
  readonly asked: number;
  /** The contact by name and version (`mobile@2`), never its value. */
  readonly contact: string;
  /** The call ended without an answer that told whether it was taken; that may have come to light since. */
  readonly unanswered: boolean;
}

/** A task was put off. */
export interface PutOffFact {
  readonly at: number;
  readonly because: PutOffBecause;
  /** When to call again. */
  readonly until: number;
  readonly staffRef: string;
}

export interface TaskFacts {
  /** Absent where only a cause is looked for. */
  readonly taskId?: string;
  readonly kind: TaskKind;
  readonly because: TaskBecause;
  readonly openedAt: number;
  readonly dueAt: number;
  /** When staff are reminded of it. */
  readonly remindAt?: number;
  /** Whose an open task is now, and until when. */
  readonly claim?: { readonly by: string; readonly until: number };
  /** Calls in vain or at a bad time, the oldest first; absent where there was none. */
  readonly putOffs?: readonly PutOffFact[];
  readonly finishedAt?: number;
  readonly outcome?: TaskOutcome;
  readonly staffRef?: string;
  readonly confirmedBy?: string;
  /** Whether we verified who completed it; absent while it is open. */
  readonly identity?: 'verified' | 'not-verified';
  readonly closedBecause?: TaskClosedBecause;
}

/** What of an application may need a second person. */
export type SecondPersonAct = Extract<ApprovalKind, 'unreachable' | 'contact-change' | 'corrected-decision'>;

/** An act that needs a second person: a notice closed untold, another mobile number, a corrected decision. */
export interface ApprovalFact {
  /** Absent where only a cause is looked for. */
  readonly approvalId?: string;
  readonly act: SecondPersonAct;
  /** Of a corrected decision: the stage, and the round that was reported. */
  readonly place?: { readonly stage: Stage; readonly round: number };
  /** As it stands now: a proposal whose time is over has expired. */
  readonly state: ApprovalState;
  readonly proposedBy: string;
  readonly proposedAt: number;
  /** In this state. */
  readonly since: number;
  /** Until when it may be decided on; of what was done alone, until when it must be reviewed. */
  readonly until: number;
  /** Who decided, or reviewed it. */
  readonly by?: string;
  readonly verdict?: ReviewVerdict;
  /** It is done, or came to nothing. */
  readonly carriedOut: boolean;
}

export interface BarredFact {
  readonly at: number;
  readonly route: Route;
}

export interface ContradictionFact {
  readonly at: number;
  readonly route: Route;
}
