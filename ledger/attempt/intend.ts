import type { Evidence, Purpose } from '../../domain/attempt/attempt.js';
import type { CarrierGuess, ProvinceGuess } from '../../domain/contact/number-segment.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import { collidedWith, instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface Intent {
  readonly attemptId: string;
  readonly notice: NoticeKey;
  readonly route: string;
  readonly contact: string;
  readonly contactIndex: Buffer;
  /** Guessed from the number's beginning, where one was used. */
  readonly carrier?: CarrierGuess;
  readonly province?: ProvinceGuess;
  readonly purpose: Purpose;
  /** Which words, as `templateId@version`. */
  readonly words: string;
  readonly evidence: Evidence;
  readonly intendedAt: number;
  /** Until when a receipt may come, should the outcome never be known. */
  readonly receiptHorizon: number;
}

/**
 * Writes down what is about to be sent, as lingering. Answers `collides` where another attempt by
 * this route may have reached the same contact value already: then nothing may be sent.
 * Must be the transaction's last statement: a collision ends the transaction.
 */
export async function intendAttempt(tx: Queryable, intent: Intent): Promise<'intended' | 'collides'> {
  try {
    await tx.query(
      `INSERT INTO attempt (attempt_id, application_id, stage, round, route, contact, contact_index, purpose, words,
                            evidence, outcome, lingering, intended_at, receipt_horizon, carrier_guess, province_guess)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'intended', true, $11, $12, $13, $14)`,
      [
        intent.attemptId,
        intent.notice.applicationId,
        intent.notice.stage,
        intent.notice.round,
        intent.route,
        intent.contact,
        intent.contactIndex,
        intent.purpose,
        intent.words,
        intent.evidence,
        instant(intent.intendedAt),
        instant(intent.receiptHorizon),
        intent.carrier ?? null,
        intent.province ?? null,
      ],
    );
    return 'intended';
  } catch (failure) {
    if (collidedWith(failure) === 'attempt_one_possible_acceptance') return 'collides';
    throw failure;
  }
}
