/** What the story asks about attempts after their send activity has ended. */
import { appendEvent } from '../../ledger/event/append.js';
import { findAttempt, lockAttempt } from '../../ledger/attempt/find.js';
import { factOf } from '../../ledger/attempt/row.js';
import { endLingering, settleAttempt } from '../../ledger/attempt/settle.js';
import type { Queryable } from '../../ledger/ledger.js';
import { adoptEarlyReceipts } from '../../ledger/receipt/adopt.js';
import { finishOnce } from '../../ledger/notice/finish-once.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import type { AttemptFact } from '../../domain/attempt/attempt.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import type { LedgerPorts } from '../../workflows/loan-application/ports.js';
import type { World } from '../world.js';
import { tellSettled } from './tell-settled.js';

type AttemptPorts = Pick<LedgerPorts, 'readAttempt' | 'declareSilence'>;

export const createAttemptActivities = (world: World): AttemptPorts => ({
  readAttempt: async ({ attemptId }) => {
    const row = await findAttempt(world.ledger, attemptId);
    // The story asks only after the send activity has ended: from now on it is told by signal.
    if (row?.lingering !== true) return row && factOf(row);
    const after = await world.ledger.transaction(async (tx) => {
      const ended = await endLingering(tx, attemptId);
      return ended && adoptEarlyReceipts(tx, ended, world.clock.now(), world.configuration.staff);
    });
    if (after === undefined) return undefined;
    tellSettled(world, row, after);
    return factOf(after);
  },

  declareSilence: async ({ attemptId }) => {
    const { locked, row, fact } = await world.ledger.transaction(async (tx) => {
      const at = world.clock.now();
      const locked = await lockAttempt(tx, attemptId);
      if (locked === undefined) throw new Error('an attempt declared silent is not in the ledger');
      const before = await adoptEarlyReceipts(tx, locked, at, world.configuration.staff);
      // A bounce that came first stands: acceptance alone proves nothing against it.
      if (before.evidence === 'acceptance' && before.settlement !== null)
        return { locked, row: before, fact: await settledFact(tx, before, at) };
      // What was accepted and has not bounced by now counts as delivered, where there is no better proof.
      const settlement = before.evidence === 'acceptance' ? 'delivered' : 'no-receipt';
      const silent = await settleAttempt(tx, attemptId, { settlement, at });
      const row = silent ?? before;
      if (silent !== undefined) {
        const { applicationId, stage, round } = row;
        const detail = { settlement, route: row.route, evidence: row.evidence };
        await appendEvent(tx, {
          at,
          applicationId,
          stage,
          round,
          attemptId,
          kind: 'attempt-settled',
          detail,
        });
      }
      return { locked, row, fact: await settledFact(tx, row, at) };
    });
    tellSettled(world, locked, row);
    return fact;
  },
});

/**
 * What holds of a settled attempt. A delivery that rests on acceptance finishes its notice in the same
 * transaction: a bounce comes either before both or after both.
 */
async function settledFact(tx: Queryable, row: AttemptRow, at: number): Promise<AttemptFact> {
  const fact = factOf(row);
  if (row.evidence !== 'acceptance' || row.settlement !== 'delivered') return fact;
  const { stage, round } = row;
  const key = { applicationId: applicationIdOf(row.applicationId), stage, round };
  const state = await finishOnce(tx, key, 'delivered', at);
  return state === 'delivered' ? { ...fact, noticeFinished: true } : fact;
}
