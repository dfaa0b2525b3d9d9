/** Whether everything that was acknowledged is in the ledger, once. */
import type { Ledger } from '../../ledger/ledger.js';
import type { PlannedPush, PlannedRow } from './plan.js';
import type { Pushed } from './pusher.js';

export interface Stored {
  /** Different receipts that were acknowledged. */
  readonly acknowledged: number;
  /** Acknowledged, and not in the ledger, or not what the attempt says: must be 0. */
  readonly missing: number;
  /** In the ledger more than once, or settling more than once: must be 0. */
  readonly twice: number;
}

const nameOf = ({ attemptId, code }: Pick<PlannedRow, 'attemptId' | 'code'>): string =>
  `${attemptId} ${code}`;
/** What an attempt must say at least, by what was acknowledged of it. */
const settlements = [null, 'undelivered', 'delivered'] as const;
const rankOf = (code: string): number =>
  code === 'DELIVERED' ? 2 : code === 'MOBILE_NOT_ON_SERVICE' || code === 'MOBILE_SEND_LIMIT' ? 1 : 0;

export async function storedOnce(
  ledger: Ledger,
  pushes: readonly PlannedPush[],
  pushed: readonly Pushed[],
): Promise<Stored> {
  const acknowledged = new Map<string, PlannedRow>();
  pushes.forEach(({ rows }, place) => {
    if (pushed[place]?.taken === true) for (const row of rows) acknowledged.set(nameOf(row), row);
  });
  const kept = await ledger.query<{
    attemptId: string;
    code: string;
    times: number;
    settlement: string | null;
  }>(
    `SELECT attempt.attempt_id AS "attemptId", receipt.provider_code AS code, count(*) AS times,
            attempt.settlement
       FROM receipt JOIN attempt USING (attempt_id)
      WHERE attempt.application_id LIKE 'AW-%' GROUP BY 1, 2, 4`,
  );
  const trail = await ledger.query<{ attemptId: string }>(
    `SELECT attempt_id AS "attemptId" FROM event
      WHERE kind = 'receipt-recorded' AND application_id LIKE 'AW-%' AND detail->>'verdict' = 'settles'
      GROUP BY attempt_id, detail->>'settlement' HAVING count(*) > 1`,
  );
  const found = new Map(kept.map((one) => [nameOf(one), one]));
  const missing = [...acknowledged.values()].filter((row) => {
    const one = found.get(nameOf(row));
    return one === undefined || settlements.findIndex((it) => it === one.settlement) < rankOf(row.code);
  });
  const twice = kept.filter(({ times }) => times > 1).length + trail.length;
  return { acknowledged: acknowledged.size, missing: missing.length, twice };
}
