/**
 * Sends one notice by one route: the intent is committed, the provider called, its answer
 * recorded, and for a while the receipt awaited. A retry never calls again: it finds the intent.
 */
import { ApplicationFailure } from '@temporalio/common';
import type { AttemptFact } from '../../domain/attempt/attempt.js';
import { channelOf } from '../../domain/attempt/route.js';
import { isFinished } from '../../domain/notice/state.js';
import type { NoticeState } from '../../domain/notice/state.js';
import { findAttempt } from '../../ledger/attempt/find.js';
import { intendAttempt } from '../../ledger/attempt/intend.js';
import { factOf } from '../../ledger/attempt/row.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import { endLingering } from '../../ledger/attempt/settle.js';
import { appendEvent } from '../../ledger/event/append.js';
import { lockNotice } from '../../ledger/notice/find.js';
import { findReport } from '../../ledger/report/find.js';
import { overtakenAs } from '../../ledger/report/overtaken.js';
import type { RoutePorts, SendAnswer, SendOrder } from '../../workflows/loan-application/ports.js';
import { openApplication, openContacts, openStageBody } from '../application/open.js';
import { finishOnce } from '../../ledger/notice/finish-once.js';
import { permissionNow, subjectOf } from '../notice/permission.js';
import type { World } from '../world.js';
import { moveUnlessResend } from './move-unless-resend.js';
import { recordAnswer } from './record-answer.js';
import type { Letter } from './carrier.js';
import { openPhrasing } from './wording.js';

/** Waiting longer for a turn would eat the time the call itself has. */
const mostPacingMs = 2_000;

export const createSend =
  (world: World): RoutePorts['send'] =>
  async (order) => {
    const before = await findAttempt(world.ledger, order.attemptId);
    if (before !== undefined) return goOn(world, order, before);
    const route = world.routes.get(order.route.route);
    if (route === undefined) return { answer: 'plan-outdated' };
    const waitMs = await route.pacer.turn(mostPacingMs, order.route.priority);
    if (waitMs > 0)
      throw ApplicationFailure.create({
        type: 'route-paced',
        message: 'the route is at its pace; this send comes back when it is its turn',
        nextRetryDelay: waitMs,
      });
    const intended = await intend(world, order);
    if ('answer' in intended) return intended;
    const said = await route.carrier.send(intended);
    const row = await recordAnswer(world, order, said);
    return row.outcome === 'accepted'
      ? linger(world, order, row)
      : { answer: 'attempted', fact: factOf(row) };
  };

/** An attempt begun by an earlier run of this activity: whatever it was, it is not begun again. */
async function goOn(world: World, order: SendOrder, before: AttemptRow): Promise<SendAnswer> {
  if (before.outcome === 'accepted') return linger(world, order, before);
  if (before.outcome !== 'intended') return { answer: 'attempted', fact: factOf(before) };
  const row = await recordAnswer(world, order, { result: 'unknown', because: 'interrupted' });
  return row.outcome === 'accepted' ? linger(world, order, row) : { answer: 'attempted', fact: factOf(row) };
}

/** What may be sent, or why nothing is. */
type Intended = SendAnswer | Letter;

/** Judges once more just before the call, and commits what is about to be done. */
function intend(world: World, order: SendOrder): Promise<Intended> {
  const { notice: key, attemptId } = order;
  return world.ledger
    .transaction<Intended>(async (tx) => {
      const at = world.clock.now();
      const notice = await lockNotice(tx, key);
      const report = notice && (await findReport(tx, notice.reportId));
      if (notice === undefined || report === undefined || !isOwed(notice.state, order))
        return { answer: 'plan-outdated' };
      // Reported, and perhaps not yet known to the story: what nobody is owed any more is not sent.
      if ((await overtakenAs(tx, key)) !== undefined) return { answer: 'plan-outdated' };
      const permission = permissionNow(
        world,
        subjectOf(world, key, report, channelOf(order.route.route)),
        order.route.callTimeoutMs,
      );
      if (!permission.allowed) {
        const detail = { route: order.route.route, because: permission.because };
        await appendEvent(tx, { at, ...key, kind: 'window-closed', detail });
        return { answer: 'window-closed' };
      }
      const { dataKey, body: application } = await openApplication(world, tx, key.applicationId);
      const { contacts } = await openContacts(world, tx, key, dataKey);
      const to = contacts.find(({ contact, state }) => contact === order.route.contact && state === 'good');
      const body = openStageBody(world, report, dataKey);
      const phrasing = await openPhrasing(world, tx, { key, body, applicant: application.applicant });
      const phrased = phrasing(order.route.route);
      if (to === undefined || 'lacking' in phrased) return { answer: 'plan-outdated' };
      const { words, wording } = phrased;

      const { callTimeoutMs, lingerMs, receiptHorizonMs } = order.route;
      const waitingFor = { kind: 'provider', until: at + callTimeoutMs + lingerMs } as const;
      await moveUnlessResend(tx, order, { state: 'sending', waitingFor, at });
      await appendEvent(tx, {
        at,
        ...key,
        attemptId,
        kind: 'attempt-intended',
        detail: { route: order.route.route, purpose: order.purpose, words },
      });
      const intent = await intendAttempt(tx, {
        attemptId,
        notice: key,
        route: order.route.route,
        contact: order.route.contact,
        contactIndex: to.index,
        purpose: order.purpose,
        words,
        evidence: order.route.evidence ?? 'receipt',
        intendedAt: at,
        receiptHorizon: at + receiptHorizonMs,
      });
      if (intent === 'collides') throw new Collision();
      return { attemptId, to: to.value, wording };
    })
    .catch((failure: unknown): Promise<Intended> => {
      if (failure instanceof Collision) return barred(world, order);
      throw failure;
    });
}

/** A notice that is finished is sent once more by order of staff alone, and never where it is over. */
const isOwed = (state: NoticeState, { purpose }: SendOrder): boolean =>
  purpose === 'resend' ? state !== 'superseded' && state !== 'withdrawn' : !isFinished(state);

/** Another attempt by this route may have reached the same contact value; the transaction is undone. */
class Collision extends Error {}

/** There is no attempt then, so the trail alone tells of it. */
async function barred(world: World, order: SendOrder): Promise<SendAnswer> {
  const { attemptId, route, purpose, notice: key } = order;
  const at = world.clock.now();
  await world.ledger.transaction((tx) =>
    appendEvent(tx, { at, ...key, attemptId, kind: 'attempt-barred', detail: { route: route.route } }),
  );
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
async function linger(world: World, order: SendOrder, accepted: AttemptRow): Promise<SendAnswer> {
  const { lingerMs } = order.route;
  const leftMs = (accepted.answeredAt ?? world.clock.now()) + lingerMs - world.clock.now();
  if (accepted.settlement === null && leftMs > 0)
    await world.receipts.wait(order.attemptId, leftMs, world.stopping, () => settled(world, order.attemptId));
  const { notice: key, attemptId } = order;
  return world.ledger.transaction(async (tx) => {
    const row = await endLingering(tx, attemptId);
    if (row === undefined) throw new Error('an attempt vanished from the ledger');
    const at = world.clock.now();
    if (row.settlement === 'delivered') {
      const state = await finishOnce(tx, key, 'delivered', at);
      const fact = factOf(row);
      return { answer: 'attempted', fact: state === 'delivered' ? { ...fact, noticeFinished: true } : fact };
    }
    if (row.settlement === null) {
      const waitingFor = { kind: 'receipt', until: row.receiptDeadline ?? at } as const;
      await moveUnlessResend(tx, order, { state: 'awaiting-receipt', waitingFor, at });
    }
    return { answer: 'attempted', fact: factOf(row) };
  });
}

const settled = async ({ ledger }: World, attemptId: string): Promise<boolean> => {
  const row = await findAttempt(ledger, attemptId);
  return row !== undefined && row.settlement !== null;
};
