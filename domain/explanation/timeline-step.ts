/** What a timeline tells step by step, where an explanation's evidence tells how a thing ended. */
import type { Settlement } from '../attempt/attempt.js';
import type { FailureClass } from '../failure/failure-class.js';
import type { TaskKind } from '../human-task/human-task.js';
import type { CodeWords } from './code-words.js';
import type { AttemptFacts } from './facts.js';
import type { Detour, Place, Setback } from './finding.js';
import type { AskedAnswer } from './trail.js';

interface OfAttempt {
  readonly at: number;
  readonly attempt: AttemptFacts;
}
interface Failed {
  readonly failure?: FailureClass;
  readonly why?: CodeWords;
}
interface OfTask {
  readonly at: number;
  readonly task: TaskKind;
}

/** Steps that stand in a timeline alone; `at` in epoch milliseconds. */
export type TimelineStep =
  | { readonly kind: 'stage-decided'; readonly at: number; readonly place: Place }
  | {
      readonly kind: 'stage-reported-after';
      readonly at: number;
      readonly place: Place;
      readonly urgent: boolean;
      /** How long after the decision; negative where the bank's clock is ahead of ours. */
      readonly afterMs: number;
    }
  | ({ readonly kind: 'sent'; readonly before?: Setback; readonly how?: Detour['how'] } & OfAttempt)
  | ({ readonly kind: 'call-repeated' } & OfAttempt)
  | ({ readonly kind: 'answered'; readonly outcome: 'accepted' | 'rejected' | 'unknown' } & Failed &
      OfAttempt)
  | ({
      readonly kind: 'provider-asked';
      readonly answer: AskedAnswer;
      readonly settlement?: Settlement;
    } & Failed &
      OfAttempt)
  | ({
      readonly kind: 'receipt';
      /** Absent where the provider does not know yet. */
      readonly settlement?: Exclude<Settlement, 'no-receipt'>;
      /** Asked for by us, since it was never pushed. */
      readonly polled: boolean;
      /** It takes back what had counted as delivered. */
      readonly revokes: boolean;
    } & Failed &
      OfAttempt)
  | ({ readonly kind: 'deadline-passed'; readonly settlement: Settlement } & OfAttempt)
  | ({ readonly kind: 'task-claimed'; readonly staffRef: string; readonly until: number } & OfTask)
  | ({ readonly kind: 'task-released'; readonly staffRef: string; readonly heldBy: string } & OfTask)
  | ({ readonly kind: 'task-reminded' } & OfTask)
  | ({ readonly kind: 'task-overdue' } & OfTask)
  | { readonly kind: 'contacts-changed'; readonly at: number; readonly staffRef?: string }
  | { readonly kind: 'not-resent'; readonly at: number; readonly place: Place };
export type TimelineStepKind = TimelineStep['kind'];
export type TimelineStepOf<K extends TimelineStepKind> = Extract<TimelineStep, { readonly kind: K }>;
