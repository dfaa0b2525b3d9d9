/** What an applicant is offered for having been left untold (额外授信), and which of them. */
import type { Decision } from '../reconciliation/reconciliation.js';
import type { Stage } from '../stage/stage.js';

/** As configured. */
export interface CompensationRule {
  /** Notices of these stages … */
  readonly stages: readonly Stage[];
  /** … where the final decision was one of these; nothing is asked of other stages … */
  readonly decisions: readonly Decision[];
  /** … whose applicant heard of it so many milliseconds after it was owed, or later, or has not yet. */
  readonly untoldMs: number;
  /** What the loan system knows the offer by. */
  readonly offer: string;
}

/** A notice of an incident's list, as the rule asks for it. Instants are epoch milliseconds. */
export interface CompensationFacts {
  readonly stage: Stage;
  /** Of a final decision. */
  readonly decision?: Decision;
  readonly owedAt: number;
  /** Undefined while nobody has told the applicant. */
  readonly toldAt?: number;
  /** Nobody has to hear it any more. */
  readonly isNeedless: boolean;
}

export const isOffered = (
  { stages, decisions, untoldMs }: CompensationRule,
  { stage, decision, owedAt, toldAt, isNeedless }: CompensationFacts,
  now: number,
): boolean =>
  !isNeedless &&
  stages.includes(stage) &&
  (decision === undefined || decisions.includes(decision)) &&
  (toldAt ?? now) - owedAt >= untoldMs;

/**
 * `proposed`: by the rule, waits for a second person; `declined`: that person said no; `approved`: handed to the loan
 * system; `granted` and `refused`: its answer; `told`: the applicant has heard of what was granted.
 */
export const compensationStates = ['proposed', 'declined', 'approved', 'granted', 'refused', 'told'] as const;
export type CompensationState = (typeof compensationStates)[number];

/** What the loan system may answer. */
export const compensationAnswers = ['granted', 'refused'] as const;
export type CompensationAnswer = (typeof compensationAnswers)[number];
