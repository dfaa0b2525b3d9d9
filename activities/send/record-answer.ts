/** Records what a provider said to a call, and what the notice waits for next. */
import type { SendOrder } from '../../workflows/loan-application/ports.js';
import { raiseAlarm } from '../../ledger/alarm/raise.js';
import { announceWrongNumber } from '../../ledger/announcement/wrong-number.js';
import { answerAttempt } from '../../ledger/attempt/answer.js';
import type { ProviderAnswer } from '../../ledger/attempt/answer.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import { endLingering } from '../../ledger/attempt/settle.js';
import { appendEvent } from '../../ledger/event/append.js';
import { adoptEarlyReceipts } from '../../ledger/receipt/adopt.js';
import { tellSettled } from '../attempt/tell-settled.js';
import type { World } from '../world.js';
import { firstPollAt } from './first-poll.js';
import { moveUnlessResend } from './move-unless-resend.js';
import type { CallAnswer } from './carrier.js';

/** A provider's limit without a hint is asked again after this. */
const backOffMs = 1_000;

/** What the call brought; `interrupted` where an earlier run of the activity died in it. */
export type CallResult = CallAnswer | { readonly result: 'unknown'; readonly because: 'interrupted' };

export async function recordAnswer(world: World, order: SendOrder, said: CallResult): Promise<AttemptRow> {
  const { attemptId, notice: key, route } = order;
  const isUnlisted = 'listed' in said && !(said.listed ?? true);
  const { answer, known, row } = await world.ledger.transaction(async (tx) => {
    const at = world.clock.now();
    const answer = answerOf(world, order, said, at);
    const answered = await answerAttempt(tx, attemptId, answer, at);
    // Whoever is not lingering is told of receipts by signal.
    const known = answered?.outcome === 'accepted' ? answered : await endLingering(tx, attemptId);
    if (known === undefined) throw new Error('an attempt to be answered is not in the ledger');
    const code = 'code' in said ? (said.code ?? null) : null;
    const waitingFor =
      answer.outcome === 'unknown'
        ? ({ kind: 'reconciliation', until: at + route.settlingDelayMs } as const)
        : answer.outcome === 'rejected' && answer.retryAt !== undefined
          ? ({ kind: 'back-off', until: answer.retryAt } as const)
          : ({ kind: 'provider', until: at + route.lingerMs } as const);
    const isOurMistake =
      answer.outcome === 'rejected' &&
      (answer.failure === 'misconfigured' || answer.failure === 'content-rejected');
    const detail = {
      outcome: answer.outcome,
      failure: answer.outcome === 'rejected' ? answer.failure : null,
      because: said.result === 'unknown' ? said.because : null,
      code,
    };
    // In this order, and nobody waits in between.
    const [, , , , row] = await Promise.all([
      appendEvent(tx, { at, ...key, attemptId, kind: 'attempt-answered', detail }),
      isUnlisted ? raiseAlarm(tx, 'unlisted-code', `${route.route} ${code ?? ''}`, at) : undefined,
      isOurMistake ? raiseAlarm(tx, 'provider-misconfigured', route.route, at) : undefined,
      moveUnlessResend(tx, order, { state: 'sending', waitingFor, at }),
      // Its receipt may have been quicker than this record.
      adoptEarlyReceipts(tx, known, at, world.configuration.staff),
      announceWrongNumber(tx, known, at),
    ]);
    return { answer, known: { ...known, answeredAt: at }, row };
  });
  const failure = answer.outcome === 'rejected' ? answer.failure : null;
  world.tally.attemptAnswered({ ...known, outcome: answer.outcome, failure });
  if (isUnlisted) world.tally.unlistedCode(route.route);
  tellSettled(world, known, row);
  return row;
}

function answerOf(world: World, { route }: SendOrder, said: CallResult, at: number): ProviderAnswer {
  switch (said.result) {
    case 'accepted':
      return {
        outcome: 'accepted',
        messageId: said.messageId,
        receiptDeadline: at + route.receiptDeadlineMs,
        receiptHorizon: at + route.receiptHorizonMs,
        ...firstPollAt(world, route.route, at),
      };
    case 'rejected':
      return {
        outcome: 'rejected',
        failure: said.failure,
        code: said.code,
        ...(said.failure === 'rate-limited' ? { retryAt: at + (said.retryAfterMs ?? backOffMs) } : {}),
      };
    case 'unknown':
      return {
        outcome: 'unknown',
        ...('code' in said ? { code: said.code } : {}),
      };
  }
}
