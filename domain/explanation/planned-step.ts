/** What is to come, as far as the record tells it; nothing here is guessed. */
import type { Route } from '../attempt/route.js';
import type { TaskKind } from '../human-task/human-task.js';
import type { ApprovalFact } from './facts.js';
import type { Place } from './finding.js';

/** What machines do where something fails or stays away: the escalation's own answer. */
export type Then =
  | { readonly step: 'send'; readonly route: Route; readonly how: 'another-way' | 'copy' | 'once-more' }
  | { readonly step: 'staff' }
  /** `laterAt`: from when another way may be used, in epoch milliseconds. */
  | { readonly step: 'plan-anew'; readonly laterAt?: number };

interface Approving {
  readonly at: number;
  readonly act: ApprovalFact['act'];
  readonly place?: Place;
  readonly staffRef: string;
}

/** One thing to come; `at` in epoch milliseconds. Without `then` it is not known what follows. */
export type PlannedStep =
  | { readonly kind: 'taken-up'; readonly at: number }
  | {
      readonly kind: 'window-opens';
      readonly at: number;
      readonly because: 'window' | 'quiet-hours';
      readonly next?: Route;
    }
  | { readonly kind: 'calendar-asked'; readonly at: number }
  | { readonly kind: 'answer-due'; readonly at: number; readonly route: Route }
  | { readonly kind: 'receipt-deadline'; readonly at: number; readonly route: Route; readonly then?: Then }
  | { readonly kind: 'counts-as-delivered'; readonly at: number; readonly route: Route }
  | {
      readonly kind: 'provider-asked';
      readonly at: number;
      readonly route: Route;
      readonly neverReceived?: Then;
      /** Only where it is the last question. */
      readonly stillUnknown?: Then;
    }
  | { readonly kind: 'tried-again'; readonly at: number; readonly route: Route }
  | {
      readonly kind: 'receipt-possible';
      readonly at: number;
      readonly route: Route;
      readonly bounce: boolean;
    }
  | { readonly kind: 'task-reminder'; readonly at: number; readonly task: TaskKind }
  | { readonly kind: 'task-due'; readonly at: number; readonly task: TaskKind }
  | { readonly kind: 'claim-expires'; readonly at: number; readonly task: TaskKind; readonly by: string }
  | ({ readonly kind: 'approval-expires' } & Approving)
  | ({ readonly kind: 'review-due' } & Approving);

/** Words for programs. */
export const plannedKinds = [
  'taken-up',
  'window-opens',
  'calendar-asked',
  'answer-due',
  'receipt-deadline',
  'counts-as-delivered',
  'provider-asked',
  'tried-again',
  'receipt-possible',
  'task-reminder',
  'task-due',
  'claim-expires',
  'approval-expires',
  'review-due',
] as const satisfies readonly PlannedStep['kind'][];
export type PlannedKind = PlannedStep['kind'];
export type PlannedStepOf<K extends PlannedKind> = Extract<PlannedStep, { readonly kind: K }>;
