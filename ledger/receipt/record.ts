/** Stores a provider's delivery report before it is acknowledged, and judges what it changes. */
import { randomUUID } from 'node:crypto';
import type { Route } from '../../domain/attempt/route.js';
import type { FailureClass } from '../../domain/failure/failure-class.js';
import { holdsPersonalNumber, isUuid } from '../../domain/ids/ids.js';
import type { StaffTimes } from '../../domain/human-task/human-task.js';
import { usualStaffTimes } from '../../domain/human-task/human-task.js';
import { judgeReceipt } from '../../domain/receipt/judge.js';
import { raiseAlarm } from '../alarm/raise.js';
import { findAttemptByMessage, lockAttempt } from '../attempt/find.js';
import type { AttemptRow } from '../attempt/row.js';
import { revokeDelivery, settleAttempt } from '../attempt/settle.js';
import { announceWrongNumber } from '../announcement/wrong-number.js';
import { appendEvent } from '../event/append.js';
import type { Ledger, Queryable } from '../ledger.js';
import type { OutboxMessage } from '../outbox/outbox.js';
import { enqueue, relayAfterMs } from '../outbox/outbox.js';
import { announceReceipt } from './channel.js';
import type { NewReceipt, Verdict } from './insert.js';
import { insertReceipt } from './insert.js';
import { deliveryRestsOn } from './rests-on.js';
import { reopenRevoked } from './reopen-revoked.js';

/** A delivery report as any provider's reader gives it; no contact value in it. */
export interface ReportedReceipt {
  /** Our reference, the attempt id, where the provider returns it. */
  readonly ourReference?: string;
  /** The provider's id; absent where the reporter knows our reference alone (the bank's app). */
  readonly messageId?: string;
  /** Undefined where the provider itself does not know yet. */
  readonly settlement: 'delivered' | 'undelivered' | undefined;
  readonly failure?: FailureClass;
  readonly code: string;
  readonly listed: boolean;
  readonly reportedAt?: number;
}

export interface RecordedReceipt {
  readonly verdict: Verdict;
  /** To be told to the story; absent where its send activity is still waiting, or nothing changed. */
  readonly tell?: {
    readonly applicationId: string;
    readonly outboxId: number;
    readonly message: OutboxMessage;
  };
}

/**
 * Records one receipt in a transaction of its own. Committed when this resolves. `staff` is how long
 * they have for a notice that a bounce opens again.
 */
export const recordReceipt = (
  ledger: Ledger,
  route: Route,
  given: ReportedReceipt,
  at: number,
  staff: StaffTimes = usualStaffTimes,
): Promise<RecordedReceipt> =>
  ledger.transaction(async (tx) => {
    const attempt = await attemptOf(tx, route, given);
    if (!given.listed) await raiseAlarm(tx, 'unlisted-code', `${route} receipt ${given.code}`, at);
    if (attempt === undefined) {
      await insertReceipt(tx, rowOf(route, given, at, { verdict: 'unmatched' }));
      return { verdict: 'unmatched' };
    }
    const { attemptId, applicationId, stage, round } = attempt;
    const restsOn = await deliveryRestsOn(tx, attempt);
    const verdict = judgeReceipt(attempt.settlement ?? undefined, given.settlement, restsOn);
    const row = rowOf(route, given, at, { verdict, attemptId });
    if (!(await insertReceipt(tx, row))) return { verdict: 'repeats' };
    const detail = { verdict, code: given.code, settlement: given.settlement ?? null, route };
    const place = { at, applicationId, stage, round, attemptId };
    if (verdict === 'contradicts') {
      await appendEvent(tx, { ...place, kind: 'receipt-contradicts', detail });
      await raiseAlarm(tx, 'contradicting-receipt', attemptId, at);
      return { verdict };
    }
    await appendEvent(tx, { ...place, kind: 'receipt-recorded', detail });
    if (verdict === 'revokes') {
      const { failure, code } = given;
      await revokeDelivery(tx, attemptId, { code, at, ...(failure === undefined ? {} : { failure }) });
      await reopenRevoked(tx, attempt, at, staff);
      return tellLater(tx, attempt, row, at);
    }
    if (verdict !== 'settles' || given.settlement === undefined) return { verdict };
    await settleAttempt(tx, attemptId, {
      settlement: given.settlement,
      code: given.code,
      at,
      ...(given.messageId === undefined || holdsPersonalNumber(given.messageId)
        ? {}
        : { messageId: given.messageId }),
      ...(given.failure === undefined ? {} : { failure: given.failure }),
    });
    await announceWrongNumber(tx, { ...attempt, failure: given.failure ?? null }, at);
    if (attempt.lingering) {
      await announceReceipt(tx, attemptId);
      return { verdict };
    }
    return tellLater(tx, attempt, row, at);
  });

/** Writes down that the story must be told, in the transaction of what it is told. */
async function tellLater(
  tx: Queryable,
  { attemptId, applicationId }: AttemptRow,
  { receiptId, verdict }: NewReceipt,
  at: number,
): Promise<RecordedReceipt> {
  const message = { kind: 'receipt', attemptId, receiptId } as const;
  const times = { writtenAt: at, nextAt: at + relayAfterMs };
  const outboxId = await enqueue(tx, applicationId, message, times);
  return { verdict, tell: { applicationId, outboxId, message } };
}

/**
 * The attempt a receipt is about, locked: by our reference where its message id does not speak against
 * it. One that names an attempt and the message of another was made up, or mixed up: it is nobody's.
 */
async function attemptOf(
  tx: Queryable,
  route: Route,
  { ourReference, messageId }: ReportedReceipt,
): Promise<AttemptRow | undefined> {
  const ofMessage = messageId === undefined ? undefined : await findAttemptByMessage(tx, route, messageId);
  const attemptId = isUuid(ourReference) ? ourReference : ofMessage;
  if (ofMessage !== undefined && ofMessage !== attemptId) return undefined;
  const attempt = attemptId === undefined ? undefined : await lockAttempt(tx, attemptId);
  if (attempt?.route !== route) return undefined;
  const fits = messageId === undefined || attempt.providerMessageId === null;
  return fits || attempt.providerMessageId === messageId ? attempt : undefined;
}

/**
 * A provider's id is any text; one that holds a person's number is a mistake of theirs and is not
 * written down. Unreadable ones of different attempts are not the same message.
 */
function keptMessageId({ messageId, ourReference }: ReportedReceipt, attemptId = ''): string {
  if (messageId === undefined) return `reference/${isUuid(ourReference) ? ourReference : ''}`;
  return holdsPersonalNumber(messageId) ? `unreadable/${attemptId}` : messageId;
}

const rowOf = (
  route: Route,
  given: ReportedReceipt,
  receivedAt: number,
  more: Pick<NewReceipt, 'verdict' | 'attemptId'>,
): NewReceipt => ({
  receiptId: randomUUID(),
  route,
  messageId: keptMessageId(given, more.attemptId),
  code: given.code,
  listed: given.listed,
  receivedAt,
  ...(given.settlement === undefined ? {} : { settlement: given.settlement }),
  ...(given.failure === undefined ? {} : { failure: given.failure }),
  ...(given.reportedAt === undefined ? {} : { reportedAt: given.reportedAt }),
  ...more,
});
