/** Stores a delivery report and judges what it changes, in the transaction given. */
import { randomUUID } from 'node:crypto';
import type { Route } from '../../domain/attempt/route.js';
import type { StaffTimes } from '../../domain/human-task/human-task.js';
import { applicationIdOf, holdsPersonalNumber, isUuid } from '../../domain/ids/ids.js';
import { isFinished } from '../../domain/notice/state.js';
import { judgeReceipt } from '../../domain/receipt/judge.js';
import { raiseAlarm } from '../alarm/raise.js';
import { announceWrongNumber } from '../announcement/wrong-number.js';
import { findAttemptByMessage, lockAttempt } from '../attempt/find.js';
import type { AttemptRow } from '../attempt/row.js';
import { endLingering, revokeDelivery, settleAttempt } from '../attempt/settle.js';
import { appendEvent } from '../event/append.js';
import type { Queryable } from '../ledger.js';
import { lockNotice } from '../notice/find.js';
import { finishOnce } from '../notice/finish-once.js';
import { enqueue } from '../outbox/outbox.js';
import { announceReceipt } from './channel.js';
import type { NewReceipt } from './insert.js';
import { insertReceipt } from './insert.js';
import type { RecordedReceipt, ReportedReceipt, Telling } from './reported.js';
import { deliveryRestsOn } from './rests-on.js';
import { reopenRevoked } from './reopen-revoked.js';

/** When and for whom a receipt is stored. */
export interface Storing {
  readonly at: number;
  /** How long staff have for a notice that a bounce opens again. */
  readonly staff: StaffTimes;
  readonly telling: Telling;
}

/** Stores one receipt for whichever attempt it is about; nobody's is kept as well. */
export async function storeReceipt(
  tx: Queryable,
  route: Route,
  given: ReportedReceipt,
  storing: Storing,
): Promise<RecordedReceipt> {
  const { at } = storing;
  const attempt = await attemptOf(tx, route, given);
  if (!given.listed) await raiseAlarm(tx, 'unlisted-code', `${route} receipt ${given.code}`, at);
  if (attempt !== undefined) return applyReceipt(tx, attempt, given, { ...storing, receivedAt: at });
  await insertReceipt(tx, rowOf(route, given, at, { verdict: 'unmatched', early: isEarly(given) }));
  return { verdict: 'unmatched' };
}

/** Judges a receipt against the attempt it is about, whose row the transaction holds. */
export async function applyReceipt(
  tx: Queryable,
  attempt: AttemptRow,
  given: ReportedReceipt,
  { at, staff, telling, receivedAt }: Storing & { readonly receivedAt: number },
): Promise<RecordedReceipt> {
  const { attemptId, applicationId, stage, round, route } = attempt;
  const restsOn = await deliveryRestsOn(tx, attempt);
  const verdict = judgeReceipt(attempt.settlement ?? undefined, given.settlement, restsOn);
  const row = rowOf(route, given, receivedAt, { verdict, attemptId });
  if (!(await insertReceipt(tx, row))) return { verdict: 'repeats' };
  const detail = {
    verdict,
    code: given.code,
    settlement: given.settlement ?? null,
    route,
    ...polledIn(given),
  };
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
    return tellLater(tx, attempt, row, { at, telling });
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
  const { provinceGuess, answeredAt } = attempt;
  const settled = { provinceGuess, answeredAt };
  if (telling === 'in-the-answer' || !attempt.lingering)
    return { ...(await tellLater(tx, attempt, row, { at, telling })), settled };
  if (given.settlement === 'delivered') await finishWithReceipt(tx, attempt, at);
  await announceReceipt(tx, attemptId);
  return { verdict, settled };
}

/**
 * Finishes the notice of a message that is lingered for, and the lingering with it, so that whoever lingers has nothing
 * left to write. One that staff have, or that is finished otherwise, is left to them.
 */
async function finishWithReceipt(tx: Queryable, attempt: AttemptRow, at: number): Promise<void> {
  const { attemptId, applicationId, stage, round } = attempt;
  const key = { applicationId: applicationIdOf(applicationId), stage, round };
  const notice = await lockNotice(tx, key);
  if (notice === undefined || isFinished(notice.state) || notice.state === 'with-staff') return;
  await finishOnce(tx, key, 'delivered', at);
  await endLingering(tx, attemptId);
}

/** A pushed one is the usual one. */
const polledIn = ({ polled = false }: ReportedReceipt) => (polled ? { polled } : {});

/** Writes down that the story must be told, in the transaction of what it is told. */
async function tellLater(
  tx: Queryable,
  { attemptId, applicationId }: AttemptRow,
  { receiptId, verdict }: NewReceipt,
  { at, telling }: Pick<Storing, 'at' | 'telling'>,
): Promise<RecordedReceipt> {
  if (telling === 'in-the-answer') return { verdict };
  const message = { kind: 'receipt', attemptId, receiptId } as const;
  const times = { writtenAt: at, nextAt: at + telling.relayAfterMs };
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

/** Whether the message of a receipt that is nobody's may become known yet: it speaks of no other attempt. */
const isEarly = ({ ourReference, messageId }: ReportedReceipt): boolean =>
  !isUuid(ourReference) && messageId !== undefined && !holdsPersonalNumber(messageId);

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
  more: Pick<NewReceipt, 'verdict' | 'attemptId' | 'early'>,
): NewReceipt => ({
  receiptId: randomUUID(),
  route,
  messageId: keptMessageId(given, more.attemptId),
  code: given.code,
  listed: given.listed,
  receivedAt,
  polled: given.polled ?? false,
  ...(given.settlement === undefined ? {} : { settlement: given.settlement }),
  ...(given.failure === undefined ? {} : { failure: given.failure }),
  ...(given.reportedAt === undefined ? {} : { reportedAt: given.reportedAt }),
  ...more,
});
