import { eventually } from '../workflows/stage/eventually.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Intent } from '../../ledger/attempt/intend.js';
import { sentAttempt } from '../client/receipt/sent.js';
import type { Sent } from '../client/receipt/sent.js';
import { canaryNumber } from './door-world.js';

/** A row of a push as Aliyun writes it. */
export const rowOf = (
  { attemptId, messageId }: Sent,
  changed: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  phone_number: canaryNumber,
  send_time: '2026-11-02 10:00:00',
  report_time: '2026-11-02 10:00:03',
  success: true,
  err_code: 'DELIVERED',
  err_msg: '用户接收成功',
  sms_size: '1',
  biz_id: messageId,
  out_id: attemptId,
  ...changed,
});

/** So many messages taken by the provider, none of them reported on yet. */
export const sentMessages = (ledger: Ledger, count: number, changed: Partial<Intent> = {}): Promise<Sent[]> =>
  Promise.all(Array.from({ length: count }, () => sentAttempt(ledger, changed)));

/** What the ledger holds of the door's work; equal before and after where nothing may change. */
export async function standing(ledger: Ledger) {
  const [counts] = await ledger.query<{
    receipts: number;
    settled: number;
    malformed: number;
    unmatched: number;
    waiting: number;
  }>(
    `SELECT (SELECT count(*) FROM receipt WHERE attempt_id IS NOT NULL) AS receipts,
            (SELECT count(*) FROM attempt WHERE settlement IS NOT NULL) AS settled,
            (SELECT coalesce(sum((detail->>'count')::bigint), 0)::bigint FROM event WHERE kind = 'receipt-malformed') AS malformed,
            (SELECT count(*) FROM receipt WHERE verdict = 'unmatched') AS unmatched,
            (SELECT count(*) FROM outbox) AS waiting`,
  );
  if (counts === undefined) throw new Error('no counts');
  return counts;
}

/** The same, once every story has been told what was recorded before. */
export const standingAtRest = (ledger: Ledger): ReturnType<typeof standing> =>
  eventually('every story is told', async () => {
    const counts = await standing(ledger);
    return counts.waiting === 0 ? counts : undefined;
  });
