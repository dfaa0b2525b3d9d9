import type { AttemptFact, Evidence, Outcome, Purpose, Settlement } from '../../domain/attempt/attempt.js';
import type { Route } from '../../domain/attempt/route.js';
import type { CarrierGuess, ProvinceGuess } from '../../domain/contact/number-segment.js';
import type { FailureClass } from '../../domain/failure/failure-class.js';
import type { AttemptId } from '../../domain/ids/ids.js';
import type { Stage } from '../../domain/stage/stage.js';

export interface AttemptRow {
  readonly attemptId: AttemptId;
  readonly applicationId: string;
  readonly stage: Stage;
  readonly round: number;
  readonly route: Route;
  readonly contact: string;
  readonly purpose: Purpose;
  readonly words: string;
  readonly evidence: Evidence;
  readonly outcome: Outcome;
  readonly settlement: Settlement | null;
  readonly failure: FailureClass | null;
  readonly providerCode: string | null;
  readonly providerMessageId: string | null;
  /** The provider said once that it had not taken it; a receipt may have shown otherwise since. */
  readonly neverReceived: boolean;
  readonly asked: number;
  readonly lingering: boolean;
  readonly intendedAt: number;
  readonly answeredAt: number | null;
  readonly settledAt: number | null;
  /** When a bounce took back a delivery that rested on acceptance alone. */
  readonly revokedAt: number | null;
  readonly retryAt: number | null;
  readonly receiptDeadline: number | null;
  readonly receiptHorizon: number | null;
  /** Of the number it went to, by its beginning: numbers are ported, people move. */
  readonly carrierGuess: CarrierGuess | null;
  readonly provinceGuess: ProvinceGuess | null;
}

export const attemptColumns = `attempt_id AS "attemptId", application_id AS "applicationId", stage, round, route,
  contact, purpose, words, evidence, outcome, settlement, failure, provider_code AS "providerCode",
  provider_message_id AS "providerMessageId", never_received AS "neverReceived", asked, lingering,
  intended_at AS "intendedAt", answered_at AS "answeredAt", settled_at AS "settledAt", revoked_at AS "revokedAt", retry_at AS "retryAt",
  receipt_deadline AS "receiptDeadline", receipt_horizon AS "receiptHorizon",
  carrier_guess AS "carrierGuess", province_guess AS "provinceGuess"`;

/** The row as the escalation sees it. */
export const factOf = (row: AttemptRow): AttemptFact => ({
  attemptId: row.attemptId,
  route: row.route,
  contact: row.contact,
  purpose: row.purpose,
  outcome: row.outcome,
  ...(row.evidence === 'receipt' ? {} : { evidence: row.evidence }),
  at: row.settledAt ?? row.answeredAt ?? row.intendedAt,
  ...(row.settlement === null ? {} : { settlement: row.settlement }),
  ...(row.revokedAt === null ? {} : { revoked: true }),
  ...(row.failure === null ? {} : { failure: row.failure }),
  ...(row.receiptDeadline === null ? {} : { receiptDeadline: row.receiptDeadline }),
  ...(row.receiptHorizon === null ? {} : { receiptHorizon: row.receiptHorizon }),
  ...(row.neverReceived && row.outcome === 'unknown' ? { neverReceived: true } : {}),
  ...(row.retryAt === null ? {} : { retryAt: row.retryAt }),
  ...(row.asked === 0 ? {} : { asked: row.asked }),
});
