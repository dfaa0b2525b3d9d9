/** Asks the provider by our reference what became of an attempt whose outcome is unknown. */
import { applicationIdOf } from '../../domain/ids/ids.js';
import { announceWrongNumber } from '../../ledger/announcement/wrong-number.js';
import { answerAttempt } from '../../ledger/attempt/answer.js';
import { findAttempt } from '../../ledger/attempt/find.js';
import { factOf } from '../../ledger/attempt/row.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import { settleAttempt } from '../../ledger/attempt/settle.js';
import { appendEvent } from '../../ledger/event/append.js';
import { adoptEarlyReceipts } from '../../ledger/receipt/adopt.js';
import type { RoutePorts } from '../../workflows/loan-application/ports.js';
import { tellSettled } from '../attempt/tell-settled.js';
import type { World } from '../world.js';
import { routeKnown } from './accounts.js';
import { askProvider } from './ask-provider.js';
import { firstPollAt } from './first-poll.js';
import { moveUnlessResend } from './move-unless-resend.js';
import type { QueryAnswer } from './carrier.js';

export const createReconcile =
  (world: World): RoutePorts['reconcile'] =>
  async ({ attemptId }) => {
    const before = await findAttempt(world.ledger, attemptId);
    if (before === undefined) throw new Error('an attempt to be reconciled is not in the ledger');
    // An intent nobody answered for is as unknown as a call without an answer.
    const open = before.outcome === 'unknown' || before.outcome === 'intended';
    if (!open || before.neverReceived) return factOf(before);
    const said = await askProvider(world, before);
    const after = await record(world, before, said);
    tellSettled(world, before, after);
    return factOf(after);
  };

function record(world: World, attempt: AttemptRow, said: QueryAnswer): Promise<AttemptRow> {
  const { attemptId } = attempt;
  return world.ledger.transaction(async (tx) => {
    const at = world.clock.now();
    const key = {
      applicationId: applicationIdOf(attempt.applicationId),
      stage: attempt.stage,
      round: attempt.round,
    };
    const settings = routeKnown(world, attempt.route)?.settings;
    let row: AttemptRow | undefined;
    switch (said.result) {
      case 'taken': {
        row = await answerAttempt(
          tx,
          attemptId,
          {
            outcome: 'accepted',
            receiptDeadline: at + (settings?.receiptDeadlineMs ?? 0),
            receiptHorizon: at + (settings?.receiptHorizonMs ?? 0),
            ...firstPollAt(world, attempt.route, at),
            ...(said.messageId === undefined ? {} : { messageId: said.messageId }),
          },
          at,
        );
        const { settlement, failure, code } = said;
        if (settlement !== undefined)
          row =
            (await settleAttempt(tx, attemptId, {
              settlement,
              at,
              ...(failure === undefined ? {} : { failure }),
              ...(code === undefined ? {} : { code }),
            })) ?? row;
        if (row !== undefined) row = await adoptEarlyReceipts(tx, row, at, world.configuration.staff);
        break;
      }
      case 'never-received':
        row = await answerAttempt(tx, attemptId, { outcome: 'unknown', neverReceived: true }, at);
        break;
      case 'no-answer':
        row = await answerAttempt(tx, attemptId, { outcome: 'unknown', asked: attempt.asked + 1 }, at);
        break;
    }
    const settlement = said.result === 'taken' ? (said.settlement ?? null) : null;
    const detail = { answer: said.result, settlement, route: attempt.route };
    await appendEvent(tx, { at, ...key, attemptId, kind: 'attempt-reconciled', detail });
    if (row === undefined) throw new Error('an attempt vanished from the ledger');
    const waitingFor =
      row.outcome === 'accepted' && row.settlement === null
        ? ({ kind: 'receipt', until: row.receiptDeadline ?? at } as const)
        : ({
            kind: 'reconciliation',
            until: at + (settings?.settlingDelayMs ?? 0) * 2 ** (row.asked + 1),
          } as const);
    await moveUnlessResend(
      tx,
      { notice: key, purpose: attempt.purpose },
      {
        state: row.outcome === 'accepted' ? 'awaiting-receipt' : 'sending',
        waitingFor,
        at,
      },
    );
    await announceWrongNumber(tx, row, at);
    return row;
  });
}
