import { applicationIdOf } from '../../domain/ids/ids.js';
import { findAttempt } from '../../ledger/attempt/find.js';
import type { Ledger } from '../../ledger/ledger.js';
import { finishOnce } from '../../ledger/notice/finish-once.js';

/**
 * A receipt for a story that has ended: the receipt is on record already; if it says that an
 * unfinished notice was delivered (its story was terminated), the notice is finished here.
 */
export const settleWithoutStory = (ledger: Ledger, attemptId: string, at: number): Promise<void> =>
  ledger.transaction(async (tx) => {
    const attempt = await findAttempt(tx, attemptId);
    if (attempt?.settlement !== 'delivered') return;
    const { stage, round } = attempt;
    const key = { applicationId: applicationIdOf(attempt.applicationId), stage, round };
    await finishOnce(tx, key, 'delivered', at);
  });
