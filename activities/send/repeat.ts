/**
 * Finds out what became of a call by making the very same call again, where the provider takes a message
 * once however often it is sent. Only an acceptance tells: a refusal of the repetition says nothing of the
 * first call, whose outcome stays unknown then.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { findAttempt } from '../../ledger/attempt/find.js';
import { deduplicationKeyOf } from '../../ledger/event/deduplication-key.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { SendOrder } from '../../workflows/loan-application/ports.js';
import type { World } from '../world.js';
import { isOfAccountInUse } from './accounts.js';
import { judge } from './judge.js';
import type { Deduplication, Letter } from './carrier.js';
import { moveUnlessResend } from './move-unless-resend.js';
import type { OpenRoute } from './open-routes.js';
import type { CallResult } from './record-answer.js';

/** Before each repetition: whoever broke off a connection may be about to start anew. */
const pausesMs = [200, 1_000] as const;

type Unknown = Extract<CallResult, { result: 'unknown' }>;

/**
 * What is known in the end; `said` as it is where nothing can be repeated. Begins no call that could end
 * after `untilMs` (of `performance.now()`).
 */
export async function repeatUnknown(
  world: World,
  order: SendOrder,
  said: CallResult,
  untilMs: number,
): Promise<CallResult> {
  const route = world.routes.get(order.route.route);
  const deduplicates = route?.carrier.deduplicates;
  if (route === undefined || deduplicates === undefined || !isWorthRepeating(said)) return said;
  for (const pauseMs of pausesMs) {
    if (!(await paused(pauseMs, world.stopping))) return said;
    if (performance.now() + order.route.callTimeoutMs > untilMs) return said;
    if ((await route.pacer.turn(0, order.route.priority)) > 0) return said;
    const letter = await letterAgain(world, order, said, route, deduplicates);
    if (letter === undefined) return said;
    await route.pacer.leave();
    const again = await route.carrier.send(letter);
    if (again.result === 'accepted') return again;
    if (again.result === 'rejected') return said;
  }
  return said;
}

/** A code nobody knows may well be an answer: it is asked about, not repeated. */
const isWorthRepeating = (said: CallResult): said is Unknown =>
  said.result === 'unknown' && (!('listed' in said) || (said.listed ?? true));

const paused = (ms: number, stopping: AbortSignal): Promise<boolean> =>
  pause(ms, true, { signal: stopping }).catch(() => false);

/** The very same message, if it may still leave and would certainly be recognised (by the same account); its repetition is on record then. */
function letterAgain(
  world: World,
  order: SendOrder,
  { because }: Unknown,
  open: OpenRoute,
  deduplicates: Deduplication,
): Promise<Letter | undefined> {
  const { notice: key, attemptId, route } = order;
  return world.ledger.transaction(async (tx) => {
    const at = world.clock.now();
    const judged = await judge(world, tx, order);
    if (judged.verdict !== 'may-leave') return undefined;
    const row = await findAttempt(tx, attemptId);
    // A receipt has told in between, or somebody else has recorded an answer.
    if (row?.outcome !== 'intended' || row.settlement !== null) return undefined;
    if (!isOfAccountInUse(open, row.intendedAt)) return undefined;
    const { to, phrased } = judged;
    const expired = at + route.callTimeoutMs >= row.intendedAt + deduplicates.forMs;
    if (expired || phrased.words !== row.words) return undefined;
    const deduplicationKey = await deduplicationKeyOf(tx, row);
    if (deduplicates.reserve !== undefined && deduplicationKey === undefined) return undefined;
    const waitingFor = { kind: 'provider', until: at + route.callTimeoutMs + route.lingerMs } as const;
    await moveUnlessResend(tx, order, { state: 'sending', waitingFor, at });
    const detail = { route: route.route, because };
    await appendEvent(tx, { at, ...key, attemptId, kind: 'attempt-repeated', detail });
    return {
      attemptId,
      to: to.value,
      wording: phrased.wording,
      ...(deduplicationKey === undefined ? {} : { deduplicationKey }),
    };
  });
}
