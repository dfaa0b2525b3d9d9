/** What a try came to, put on record with all that follows for its endpoint. */
import { failuresInPatience, nextTry, pauseOf, retryAfterMsOf } from '../../domain/webhook/retry.js';
import { raiseAlarm, resolveAlarm } from '../../ledger/alarm/raise.js';
import type { Queryable } from '../../ledger/ledger.js';
import type { ClaimedDelivery } from '../../ledger/webhook/claim.js';
import { healEndpoint, lockEndpoint, setEndpoint } from '../../ledger/webhook/endpoint.js';
import { hasGivenUp, settleDelivered, settleFailed } from '../../ledger/webhook/settle.js';
import type { Taken } from '../../ledger/webhook/settle.js';
import type { PostAnswer } from './post.js';

/** An endpoint that took nothing for so long is an alarm, long before anything is given up. */
const alarmAfterMs = 15 * 60_000;
const gone = 410;

export const isTaken = (answer: PostAnswer): answer is Extract<PostAnswer, { result: 'answered' }> =>
  answer.result === 'answered' && answer.status >= 200 && answer.status < 300;

export interface TryContext {
  readonly at: number;
  /** 0 to 1: spreads what failed together. */
  readonly chance: number;
}

/** Records in the transaction given what an endpoint took, always the endpoint before its deliveries. */
export async function recordTaken(
  tx: Queryable,
  name: string,
  taken: readonly Taken[],
  at: number,
): Promise<void> {
  const hadFailed = await healEndpoint(tx, name);
  const isReplayed = await settleDelivered(tx, name, taken);
  if (!hadFailed && !isReplayed) return;
  await resolveAlarm(tx, 'webhook-gone', name, at);
  // What was given up is missing until it is replayed, however well the rest flows.
  if (!(await hasGivenUp(tx, name))) await resolveAlarm(tx, 'webhook-undelivered', name, at);
}

const statusIn = (answer: PostAnswer): { status?: number; trouble?: string } =>
  answer.result === 'answered' ? { status: answer.status } : { trouble: answer.trouble };

/** Records in the transaction given what was not taken, and when it is tried next. */
export async function recordFailure(
  tx: Queryable,
  delivery: ClaimedDelivery,
  answer: PostAnswer,
  { at, chance }: TryContext,
): Promise<void> {
  const { endpoint: name, queuedAt } = delivery;
  const row = await lockEndpoint(tx, name);
  if (row === undefined) throw new Error('an endpoint that was sent to is not in the ledger');
  const retryAfterMs = answer.result === 'answered' ? retryAfterMsOf(answer.retryAfter, at) : undefined;
  const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
  const next = nextTry({ attempts: delivery.attempts + 1, queuedAt, now: at, ...asked }, chance);
  // Somebody else had taken it on by then, and tells what became of it.
  if (!(await settleFailed(tx, delivery, { at, ...statusIn(answer) }, next))) return;

  // What was on its way together fails together: that is one failure more, not eight.
  const isPaused = row.pausedUntil !== null && row.pausedUntil > at;
  const failures = isPaused ? row.failures : row.failures + 1;
  const failingSince = row.failingSince ?? at;
  const isGone = answer.result === 'answered' && answer.status === gone;
  const pausedUntil = pauseOf({ failures, now: at, ...asked }, chance) ?? row.pausedUntil;
  const goneAt = isGone ? (row.goneAt ?? at) : row.goneAt;
  await setEndpoint(tx, name, { failures: Math.max(failures, 1), failingSince, pausedUntil, goneAt });
  if (isGone) await raiseAlarm(tx, 'webhook-gone', name, at);
  const takesNothing = failures >= failuresInPatience;
  if (next === 'give-up' || (takesNothing && at - failingSince >= alarmAfterMs))
    await raiseAlarm(tx, 'webhook-undelivered', name, at);
}
