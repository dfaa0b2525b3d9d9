/** What the parts of one running story share. */
import { condition } from '@temporalio/workflow';
import type { AttemptFact } from '../../domain/attempt/attempt.js';
import type { TaskOutcome } from '../../domain/human-task/human-task.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import type { LedgerPorts, TaskCompletion } from './ports.js';
import type { ApplicationState, NoticeProgress } from './state.js';

export type Message =
  | { readonly kind: 'reported'; readonly reportId: string }
  | { readonly kind: 'receipt'; readonly attemptId: string; readonly receiptId: string }
  | { readonly kind: 'staff-completed'; readonly order: Omit<TaskCompletion, 'identity'> }
  | { readonly kind: 'ignored'; readonly signal: string; readonly because: string };

export interface Story {
  readonly state: ApplicationState;
  readonly ledger: LedgerPorts;
  /** Messages not yet taken up, in the order they came. */
  readonly inbox: Message[];
  /** Deliveries and corrections under way. */
  running: number;
  /** A part of the story failed: the main loop throws it. */
  failure?: { readonly reason: unknown };
  /** Calls to ports under way: while there are any, the run must not be continued as new. */
  busy: number;
  /** Everything under way, also what does not hold the story's end. */
  parts: number;
  /**
   * Parts that wait, and have in the state all they need to go on. Between two waits a part may be about
   * to call a port: a run may be continued as new only while every part rests.
   */
  resting: number;
  /** Attempts whose receipt was told while their send activity had still to hand over its answer. */
  readonly earlyReceipts: Set<string>;
  /** Tasks that staff finished while their opening had still to be answered. */
  readonly earlyCompletions: Map<string, TaskOutcome>;
  /** Shows the story's state to people: details and search attributes. */
  show(): void;
}

/** Calls a port and counts it as under way. */
export async function ask<T>(story: Story, call: () => Promise<T>): Promise<T> {
  story.busy += 1;
  try {
    return await call();
  } finally {
    story.busy -= 1;
  }
}

/** A part's wait, during which the run may be continued as new: then it is begun again from the state. */
export async function rest<T>(story: Story, wait: () => Promise<T>): Promise<T> {
  story.resting += 1;
  try {
    return await wait();
  } finally {
    story.resting -= 1;
  }
}

/** Rests until an instant or until something happens, whichever is first; true if it happened. */
export async function until(
  story: Story,
  instant: number,
  happened: () => boolean,
  summary: string,
): Promise<boolean> {
  const leftMs = instant - Date.now();
  if (leftMs <= 0) return happened();
  return rest(story, () => condition(happened, leftMs, { summary }));
}

export const keyOf = (story: Story, notice: NoticeProgress): NoticeKey => ({
  applicationId: story.state.applicationId,
  stage: notice.stage,
  round: notice.round,
});

/** Takes what is newly known of an attempt into the notice's history. */
export function learn(notice: NoticeProgress, fact: AttemptFact): void {
  const at = notice.attempts.findIndex((known) => known.attemptId === fact.attemptId);
  if (at === -1) notice.attempts.push(fact);
  // An answer given before a bounce may come after it.
  else if (notice.attempts[at]?.revoked !== true || fact.revoked === true) notice.attempts[at] = fact;
}

export const wasDelivered = (notice: NoticeProgress): boolean =>
  notice.attempts.some((attempt) => attempt.settlement === 'delivered');

/** Lets a part of the story run; its failure is the workflow's. One `beside` the story does not hold its end. */
export function start(story: Story, part: Promise<void>, place: 'in' | 'beside' = 'in'): void {
  const holds = place === 'in' ? 1 : 0;
  story.parts += 1;
  story.running += holds;
  part.then(
    () => {
      story.parts -= 1;
      story.running -= holds;
    },
    (reason: unknown) => (story.failure = { reason }),
  );
}
