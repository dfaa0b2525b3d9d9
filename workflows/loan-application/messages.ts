/** The typed contract of messages: signals, the update and the query, by the names others use. */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { NoticeState, WaitingFor } from '../../domain/notice/state.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { CompletionAnswer } from './ports.js';

/** A report stands in the ledger: stage, contacts, withdrawal or the application itself. */
export const reported = defineSignal<[{ reportId: string }]>('reported');
/** A receipt came after the send activity had stopped waiting for it. */
export const receipt = defineSignal<[{ attemptId: string; receiptId: string }]>('receipt');
/**
 * Staff finished a task, told by a bare signal. That a second person agreed stands in the ledger alone: `confirmedBy` is
 * of older senders, and counts for nothing.
 */
export const staffCompleted =
  defineSignal<[{ taskId: string; outcome: string; staffRef: string; confirmedBy?: string }]>(
    'staffCompleted',
  );

export interface CompleteTaskOrder {
  taskId: string;
  outcome: string;
  staffRef: string;
  confirmedBy?: string;
}
/** Staff finish a task and wait for the answer. */
export const completeTask = defineUpdate<CompletionAnswer, [CompleteTaskOrder]>('completeTask');

/** Where every notice stands and what it waits for. */
export interface Progress {
  readonly notices: readonly {
    readonly stage: Stage;
    readonly round: number;
    readonly state: NoticeState;
    readonly waitingFor?: WaitingFor;
    readonly attempts: number;
    readonly taskId?: string;
  }[];
  readonly correctContactTaskId?: string;
  readonly withdrawn: boolean;
}
export const progress = defineQuery<Progress>('progress');

export const loanApplicationType = 'loanApplication';

/** Limits recorded with the run, so that a replay and a test see the same. */
export interface StoryLimits {
  /** Continue as new beyond this many events, if Temporal did not suggest it before. */
  readonly historyEvents?: number;
  /** Without news for this long an alarm is raised. */
  readonly silenceMs?: number;
}
