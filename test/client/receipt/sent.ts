import { randomUUID } from 'node:crypto';
import { recordReceipt } from '../../../ledger/receipt/record.js';
import type { RecordedReceipt, ReportedReceipt } from '../../../ledger/receipt/record.js';
import type { AttemptId } from '../../../domain/ids/ids.js';
import { answerAttempt } from '../../../ledger/attempt/answer.js';
import { endLingering } from '../../../ledger/attempt/settle.js';
import type { Intent } from '../../../ledger/attempt/intend.js';
import type { Ledger } from '../../../ledger/ledger.js';
import { intendedAttempt, startMs } from '../../ledger/owed-notice.js';

/** An attempt the provider took under `messageId`. */
export interface Sent {
  readonly attemptId: AttemptId;
  readonly messageId: string;
}

/** An accepted attempt; still lingering unless its send activity is said to have ended. */
export async function sentAttempt(
  ledger: Ledger,
  { lingering = false, ...changed }: Partial<Intent> & { lingering?: boolean } = {},
): Promise<Sent> {
  const attemptId = await intendedAttempt(ledger, changed);
  const messageId = randomUUID();
  await acceptAttempt(ledger, attemptId, messageId);
  if (!lingering) await endLingering(ledger, attemptId);
  return { attemptId, messageId };
}

export const acceptAttempt = (ledger: Ledger, attemptId: string, messageId: string) =>
  answerAttempt(
    ledger,
    attemptId,
    {
      outcome: 'accepted',
      messageId,
      receiptDeadline: startMs + 60_000,
      receiptHorizon: startMs + 86_400_000,
    },
    startMs,
  );

/** A delivery report about an attempt as a provider's reader gives it. */
export const reportOf = (
  sent: Sent,
  says: 'delivered' | 'undelivered' | undefined,
  changed: Partial<ReportedReceipt> = {},
): ReportedReceipt => ({
  ourReference: sent.attemptId,
  messageId: sent.messageId,
  settlement: says,
  code:
    says === 'delivered' ? 'DELIVERED' : says === 'undelivered' ? 'MOBILE_NOT_ON_SERVICE' : 'REQUEST_SUCCESS',
  listed: true,
  ...(says === 'undelivered' ? { failure: 'suspect-number' as const } : {}),
  ...changed,
});

/** Records it as come by `sms/aliyun`. */
export const record = (
  ledger: Ledger,
  given: ReportedReceipt,
  at = startMs + 5_000,
): Promise<RecordedReceipt> => recordReceipt(ledger, 'sms/aliyun', given, at);
