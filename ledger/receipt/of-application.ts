import type { Settlement } from '../../domain/attempt/attempt.js';
import type { Route } from '../../domain/attempt/route.js';
import type { FailureClass } from '../../domain/failure/failure-class.js';
import type { Queryable } from '../ledger.js';

/** A delivery report as it is shown beside its attempt. Instants in epoch milliseconds. */
export interface ReceiptShown {
  readonly attemptId: string;
  readonly route: Route;
  readonly settlement: Exclude<Settlement, 'no-receipt'> | null;
  readonly failure: FailureClass | null;
  readonly providerCode: string;
  readonly verdict: string;
  /** Asked for by us, since it was never pushed. */
  readonly polled: boolean;
  /** When the provider says it was delivered, or not. */
  readonly reportedAt: number | null;
  readonly receivedAt: number;
}

/** Every report on an attempt of an application, the oldest first. */
export const receiptsOfApplication = (tx: Queryable, applicationId: string): Promise<ReceiptShown[]> =>
  tx.query<ReceiptShown>(
    `SELECT receipt.attempt_id AS "attemptId", receipt.route, receipt.settlement, receipt.failure,
            receipt.provider_code AS "providerCode", receipt.verdict, receipt.polled,
            receipt.reported_at AS "reportedAt", receipt.received_at AS "receivedAt"
       FROM receipt JOIN attempt USING (attempt_id)
      WHERE attempt.application_id = $1 ORDER BY receipt.received_at, receipt.receipt_id`,
    [applicationId],
  );
