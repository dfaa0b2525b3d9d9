/**
 * What the story asks of the world. The ports belong to the story; activities satisfy them.
 * References, enums and instants (epoch milliseconds) only: all of it stands in histories.
 */
import type { AlarmKind } from '../../domain/alarm/alarm.js';
import type { AttemptFact, Purpose } from '../../domain/attempt/attempt.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import type { ApplicationId, AttemptId, NoticeKey, ReportId, TaskId } from '../../domain/ids/ids.js';
import type {
  TaskBecause,
  TaskClosedBecause,
  TaskKind,
  TaskOutcome,
} from '../../domain/human-task/human-task.js';
import type { FinishedState, WaitingFor } from '../../domain/notice/state.js';
import type { Plan, PlannedRoute } from '../../domain/plan/plan.js';
import type { Stage } from '../../domain/stage/stage.js';

/** What is to be done with a notice now. */
export type Planned =
  | { readonly next: 'hold'; readonly waitingFor: WaitingFor; readonly because: HeldBecause }
  /** The plan stands on record, or says when it was made: then the order of the first attempt takes it along. */
  | { readonly next: 'send'; readonly plan: Plan }
  /** A person has it in hand already, by a task that is open. */
  | { readonly next: 'staff'; readonly because: TaskBecause }
  /** The ledger knows it as finished: nothing is owed any more. */
  | { readonly next: 'finished'; readonly state: FinishedState };

export type HeldBecause = 'window' | 'quiet-hours' | 'calendar-unknown';

/** A report as the story needs it; the ledger has the rest. */
export type TakenReport =
  | { readonly kind: 'application'; readonly contactsGood: boolean; readonly verify?: true }
  | {
      readonly kind: 'contacts';
      readonly version: number;
      readonly contactsGood: boolean;
      /** Providers are asked about them; absent where none is configured, and in older histories. */
      readonly verify?: true;
    }
  | { readonly kind: 'stage'; readonly stage: Stage; readonly round: number; readonly planned: Planned }
  | { readonly kind: 'withdrawal' }
  /** Staff have a notice sent once more; without a route nothing is sent, and that is on record. */
  | {
      readonly kind: 'resend';
      readonly reportId: ReportId;
      readonly stage: Stage;
      readonly round: number;
      readonly route?: PlannedRoute;
      /** A final decision or a withdrawal is in: a story begun again for this alone ends with it. */
      readonly decided: boolean;
    }
  /** No such report of this application stands in the ledger: recorded, and ignored. */
  | { readonly kind: 'unknown' };

/**
 * Why an order to send once more came to nothing: the send policy, quiet hours or the calendar say not
 * now; a send of the notice is under way by itself; the notice is over; no route can be used; contact or
 * words changed in between; nobody took the send up; the order was taken up long after it was given.
 */
export type ResendNotSentBecause =
  | HeldBecause
  | 'send-under-way'
  | 'notice-over'
  | 'no-route'
  | 'window-closed'
  | 'plan-outdated'
  | 'route-away'
  | 'too-late';

export interface SendOrder {
  readonly notice: NoticeKey;
  readonly attemptId: AttemptId;
  readonly route: PlannedRoute;
  readonly purpose: Purpose;
  /** The plan that goes on record with the attempt's intent; absent where it stands there. */
  readonly plan?: Plan;
}

export type SendAnswer =
  /** The window closed before the provider was called; nothing was sent and no attempt made. */
  | { readonly answer: 'window-closed' }
  /** The contact changed or vanished since planning, or a check just found it wrong; nothing was sent. */
  | { readonly answer: 'plan-outdated'; readonly wrong?: WrongContactBecause }
  | { readonly answer: 'attempted'; readonly fact: AttemptFact };

/** What a provider's check says against a contact: nobody has the number, or somebody else. */
export type WrongContactBecause = Extract<TaskBecause, 'wrong-number' | 'not-this-person'>;

export interface TaskOrder {
  readonly taskId: TaskId;
  readonly applicationId: ApplicationId;
  /** Absent for the task `correct-contact`. */
  readonly notice?: NoticeKey;
  readonly kind: TaskKind;
  readonly because: TaskBecause;
}

/** The task that is open now: the one ordered, or one opened before for the same purpose. */
export interface OpenedTask {
  readonly taskId: TaskId;
  readonly remindAt: number;
  readonly dueAt: number;
  /** The notice was finished before: nothing was opened. */
  readonly finished?: FinishedState;
}

export interface TaskCompletion {
  readonly taskId: TaskId;
  readonly outcome: TaskOutcome;
  readonly staffRef: string;
  readonly confirmedBy?: string;
  /** A bare signal says who it is, but nobody checked. */
  readonly identity: 'verified' | 'not-verified';
}

export type CompletionAnswer =
  { readonly result: 'completed' } | { readonly result: 'refused'; readonly code: FailureCode };

/** Ledger work: short, idempotent, run as local activities first. */
export interface LedgerPorts {
  /** Takes up a report; for a stage, plans its notice at once. */
  takeReport(order: { applicationId: ApplicationId; reportId: ReportId }): Promise<TakenReport>;
  /** Judges window, contact and routes anew and records what the notice waits for. */
  planNotice(order: { notice: NoticeKey }): Promise<Planned>;
  /** What the ledger knows of an attempt by now. */
  readAttempt(order: { attemptId: AttemptId }): Promise<AttemptFact | undefined>;
  /**
   * Settles an attempt at its receipt deadline unless a receipt came first: as `no-receipt`, or as
   * `delivered` where acceptance without a bounce is all that can be known. Answers what holds.
   */
  declareSilence(order: { attemptId: AttemptId }): Promise<AttemptFact>;
  openTask(order: TaskOrder): Promise<OpenedTask>;
  recordTaskDue(order: { taskId: TaskId; what: 'reminder' | 'overdue' }): Promise<void>;
  completeTask(order: TaskCompletion): Promise<CompletionAnswer>;
  closeTask(order: { taskId: TaskId; because: TaskClosedBecause }): Promise<void>;
  /** Finishes a notice and closes its open task, if any. Answers the state that holds. */
  finishNotice(order: {
    notice: NoticeKey;
    state: 'delivered' | 'superseded' | 'withdrawn';
  }): Promise<FinishedState>;
  /** An order of staff to send once more came to nothing. */
  recordResendNotSent(order: {
    notice: NoticeKey;
    reportId: ReportId;
    because: ResendNotSentBecause;
  }): Promise<void>;
  raiseAlarm(order: { applicationId: ApplicationId; kind: AlarmKind }): Promise<void>;
  /** A signal that made no sense: kept on record, never thrown at. */
  recordIgnoredSignal(order: {
    applicationId: ApplicationId;
    signal: string;
    because: string;
  }): Promise<void>;
}

/** Questions to others that no notice waits for, on the story's own task queue. */
export interface CheckPorts {
  /**
   * Has the contacts in force checked by the configured providers, as far as the applicant consented; `afresh` where
   * an answer at hand is in doubt. Answers what they say against the contacts of a version, if they do.
   */
  verifyContacts(order: { applicationId: ApplicationId; afresh?: true }): Promise<{
    readonly wrong?: { readonly version: number; readonly because: WrongContactBecause };
  }>;
}

/** Work on a route's own task queue. */
export interface RoutePorts {
  /** Intent, call, record, and a while of waiting for the receipt. */
  send(order: SendOrder): Promise<SendAnswer>;
  /** Asks the provider what became of an attempt whose outcome is unknown. */
  reconcile(order: { attemptId: AttemptId }): Promise<AttemptFact>;
}
