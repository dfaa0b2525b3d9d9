/**
 * Sends one notice by one route: the intent is committed, the provider called, its answer
 * recorded, and for a while the receipt awaited. A retry finds the intent and does not call again, unless the
 * provider takes a message once however often it is sent.
 */
import { ApplicationFailure } from '@temporalio/common';
import type { AttemptFact } from '../../domain/attempt/attempt.js';
import { isFinished } from '../../domain/notice/state.js';
import type { Plan } from '../../domain/plan/plan.js';
import { findAttempt } from '../../ledger/attempt/find.js';
import { intendAttempt } from '../../ledger/attempt/intend.js';
import { factOf } from '../../ledger/attempt/row.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import { endLingering } from '../../ledger/attempt/settle.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { RoutePorts, SendAnswer, SendOrder } from '../../workflows/loan-application/ports.js';
import type { Queryable } from '../../ledger/ledger.js';
import { findNotice, lockNotice } from '../../ledger/notice/find.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { finishOnce } from '../../ledger/notice/finish-once.js';
import { adoptEarlyReceipts } from '../../ledger/receipt/adopt.js';
import { tellSettled } from '../attempt/tell-settled.js';
import { isFresh, recordPlan, tellPlan } from '../notice/record-plan.js';
import { verifyBeforeSend } from '../verify/verify.js';
import type { World } from '../world.js';
import { judge } from './judge.js';
import { moveUnlessResend } from './move-unless-resend.js';
import { recordAnswer } from './record-answer.js';
import type { CallResult } from './record-answer.js';
import { repeatUnknown } from './repeat.js';
import { failedBefore, tellBegun } from './tell-begun.js';
import type { Letter } from './carrier.js';

/** Waiting longer for a turn would eat the time the call itself has. */
const mostPacingMs = 2_000;
/** Of the activity's time beyond call and lingering, what waiting and repeating may use; the rest is for records. */
const spareMs = 2_000;

export const createSend =
  (world: World): RoutePorts['send'] =>
  async (order) => {
    const { callTimeoutMs, lingerMs, checkTimeoutMs = 0 } = order.route;
    const untilMs = performance.now() + checkTimeoutMs + callTimeoutMs + lingerMs + spareMs;
    const before = await findAttempt(world.ledger, order.attemptId);
    if (before !== undefined) return goOn(world, order, before, untilMs);
    const route = world.routes.get(order.route.route);
    if (route === undefined) return { answer: 'plan-outdated' };
    const wrong = await verifyBeforeSend(world, order);
    if (wrong !== undefined) return { answer: 'plan-outdated', wrong };
    const waitMs = await route.pacer.turn(mostPacingMs, order.route.priority);
    if (waitMs > 0) {
      await world.ledger.transaction((tx) => recordPaced(world, tx, order, waitMs));
      throw ApplicationFailure.create({
        type: 'route-paced',
        message: 'the route is at its pace; this send comes back when it is its turn',
        nextRetryDelay: waitMs,
      });
    }
    const reserved = await route.carrier.deduplicates?.reserve?.();
    const intended = await intend(world, order, reserved?.result === 'reserved' ? reserved.key : undefined);
    if ('answer' in intended) return intended;
    if (reserved?.result === 'rejected') return conclude(world, order, reserved, untilMs);
    await route.pacer.leave();
    const said = await route.carrier.send(intended);
    return conclude(world, order, said, untilMs);
  };

/** An attempt begun by an earlier run of this activity: whatever it was, it is not begun again. */
async function goOn(
  world: World,
  order: SendOrder,
  before: AttemptRow,
  untilMs: number,
): Promise<SendAnswer> {
  if (before.outcome === 'accepted') return linger(world, order, before, untilMs);
  if (before.outcome !== 'intended') return { answer: 'attempted', fact: factOf(before) };
  return conclude(world, order, { result: 'unknown', because: 'interrupted' }, untilMs);
}

/** Records what the call brought; an unknown outcome only where it cannot be found out by calling again. */
async function conclude(
  world: World,
  order: SendOrder,
  said: CallResult,
  untilMs: number,
): Promise<SendAnswer> {
  const row = await recordAnswer(world, order, await repeatUnknown(world, order, said, untilMs));
  return row.outcome === 'accepted'
    ? linger(world, order, row, untilMs)
    : { answer: 'attempted', fact: factOf(row) };
}

/** What may be sent, or why nothing is. */
type Intended = SendAnswer | Letter;

/** Judges once more just before the call, and commits what is about to be done. */
function intend(world: World, order: SendOrder, deduplicationKey: string | undefined): Promise<Intended> {
  const { notice: key, attemptId } = order;
  const keyed = deduplicationKey === undefined ? {} : { deduplicationKey };
  let tell: () => void = () => undefined;
  return world.ledger
    .transaction<Intended>(async (tx) => {
      const at = world.clock.now();
      const judged = await judge(world, tx, order);
      if (judged.verdict === 'plan-outdated') return { answer: 'plan-outdated' };
      // In front of what happened to it, whatever happened.
      const untold = untoldPlan(order, judged.notice);
      const planned = untold && tellPlan(tx, key, untold, untold.plannedAt);
      if (judged.verdict === 'window-closed') {
        const detail = { route: order.route.route, because: judged.because };
        await Promise.all([planned, appendEvent(tx, { at, ...key, kind: 'window-closed', detail })]);
        return { answer: 'window-closed' };
      }
      const { notice, to, phrased } = judged;
      const { words, wording } = phrased;

      const { callTimeoutMs, lingerMs, receiptHorizonMs } = order.route;
      const waitingFor = { kind: 'provider', until: at + callTimeoutMs + lingerMs } as const;
      const failed = failedBefore(tx, order);
      const moved = moveUnlessResend(tx, order, { state: 'sending', waitingFor, at });
      const told = appendEvent(tx, {
        at,
        ...key,
        attemptId,
        kind: 'attempt-intended',
        detail: { route: order.route.route, purpose: order.purpose, words, ...keyed },
      });
      const intended = intendAttempt(tx, {
        attemptId,
        notice: key,
        route: order.route.route,
        contact: order.route.contact,
        contactIndex: to.index,
        // Of e-mail and push there is no number to guess from.
        ...(world.segments?.guess(to.value) ?? {}),
        purpose: order.purpose,
        words,
        evidence: order.route.evidence ?? 'receipt',
        intendedAt: at,
        receiptHorizon: at + receiptHorizonMs,
      });
      const [intent, before] = await Promise.all([intended, failed, planned, moved, told]);
      if (intent === 'collides') throw new Collision();
      tell = () => tellBegun(world, order, notice, before, at);
      return { attemptId, to: to.value, wording, ...keyed };
    })
    .then((intended) => {
      tell();
      return intended;
    })
    .catch((failure: unknown): Promise<Intended> => {
      if (failure instanceof Collision) return barred(world, order);
      throw failure;
    });
}

/** What was planned of a fresh notice, and is not on record before its first attempt. */
const untoldPlan = (
  { plan }: SendOrder,
  notice: NoticeRow | undefined,
): (Plan & { readonly plannedAt: number }) | undefined =>
  plan?.plannedAt !== undefined && notice !== undefined && isFresh(notice)
    ? { ...plan, plannedAt: plan.plannedAt }
    : undefined;

/** Whoever waits for its turn says so, and until when: it is neither just being taken up, nor silent. */
async function recordPaced(world: World, tx: Queryable, order: SendOrder, waitMs: number): Promise<void> {
  await recordPlanWithoutIntent(tx, order);
  const notice = await lockNotice(tx, order.notice);
  if (notice === undefined || isFinished(notice.state) || notice.state === 'with-staff') return;
  const at = world.clock.now();
  const waitingFor = { kind: 'back-off', until: at + waitMs } as const;
  await moveUnlessResend(tx, order, { state: 'sending', waitingFor, at });
}

/** Where no intent takes the plan along. */
async function recordPlanWithoutIntent(tx: Queryable, order: SendOrder): Promise<void> {
  if (order.plan === undefined) return;
  const untold = untoldPlan(order, await lockNotice(tx, order.notice));
  if (untold !== undefined) await recordPlan(tx, order.notice, untold, untold.plannedAt);
}

/** Another attempt by this route may have reached the same contact value; the transaction is undone. */
class Collision extends Error {}

/** There is no attempt then, so the trail alone tells of it. */
async function barred(world: World, order: SendOrder): Promise<SendAnswer> {
  const { attemptId, route, purpose, notice: key } = order;
  const at = world.clock.now();
  await world.ledger.transaction(async (tx) => {
    await recordPlanWithoutIntent(tx, order);
    const detail = { route: route.route };
    await appendEvent(tx, { at, ...key, attemptId, kind: 'attempt-barred', detail });
  });
  const fact: AttemptFact = {
    attemptId,
    route: route.route,
    contact: route.contact,
    purpose,
    outcome: 'rejected',
    failure: 'not-allowed',
    at,
  };
  return { answer: 'attempted', fact };
}

/** Waits for the receipt until it came, the time is up or the process stops; one row lock ends it. */
async function linger(
  world: World,
  order: SendOrder,
  accepted: AttemptRow,
  untilMs: number,
): Promise<SendAnswer> {
  const { lingerMs } = order.route;
  const ownMs = (accepted.answeredAt ?? world.clock.now()) + lingerMs - world.clock.now();
  // Repetitions took their time from it: the activity's own time-out must not cut it off.
  const leftMs = Math.min(ownMs, untilMs - performance.now());
  if (accepted.settlement === null && leftMs > 0)
    await world.receipts.wait(order.attemptId, leftMs, world.stopping, () => settled(world, order.attemptId));
  const { notice: key, attemptId } = order;
  const finished = await finishedByReceipt(world, order);
  if (finished !== undefined) return { answer: 'attempted', fact: { ...finished, noticeFinished: true } };
  const { ended, row, fact } = await world.ledger.transaction(async (tx) => {
    const ended = await endLingering(tx, attemptId);
    if (ended === undefined) throw new Error('an attempt vanished from the ledger');
    const at = world.clock.now();
    const row = await adoptEarlyReceipts(tx, ended, at, world.configuration.staff);
    const fact = factOf(row);
    if (row.settlement === 'delivered') {
      const state = await finishOnce(tx, key, 'delivered', at);
      return { ended, row, fact: state === 'delivered' ? { ...fact, noticeFinished: true } : fact };
    }
    if (row.settlement === null) {
      const waitingFor = { kind: 'receipt', until: row.receiptDeadline ?? at } as const;
      await moveUnlessResend(tx, order, { state: 'awaiting-receipt', waitingFor, at });
    }
    return { ended, row, fact };
  });
  tellSettled(world, ended, row);
  return { answer: 'attempted', fact };
}

/** The usual end: the receipt ended the lingering and finished the notice (record-together.ts); nothing is left to write. */
async function finishedByReceipt(
  { ledger }: World,
  { notice: key, attemptId }: SendOrder,
): Promise<AttemptFact | undefined> {
  const [row, notice] = await Promise.all([findAttempt(ledger, attemptId), findNotice(ledger, key)]);
  if (row === undefined || row.lingering || row.settlement !== 'delivered') return undefined;
  return notice?.state === 'delivered' ? factOf(row) : undefined;
}

const settled = async ({ ledger }: World, attemptId: string): Promise<boolean> => {
  const row = await findAttempt(ledger, attemptId);
  return row !== undefined && row.settlement !== null;
};
