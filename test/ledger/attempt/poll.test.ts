import { answerAttempt } from '../../../ledger/attempt/answer.js';
import { claimPoll, overdueReceipts } from '../../../ledger/attempt/poll.js';
import { settleAttempt } from '../../../ledger/attempt/settle.js';
import type { Settlement } from '../../../domain/attempt/attempt.js';
import type { AttemptId } from '../../../domain/ids/ids.js';
import { openedLedger } from '../opened-ledger.js';
import type { OpenedLedger } from '../opened-ledger.js';
import { intendedAttempt, startMs } from '../owed-notice.js';

const route = 'sms/aliyun';
const pollAt = startMs + 90_000;
const horizon = startMs + 3_600_000;

describe('attempts whose receipt is overdue', () => {
  let opened: OpenedLedger;
  beforeAll(async () => {
    opened = await openedLedger(12);
  });
  afterAll(() => opened.close());

  async function accepted(settlement?: Settlement): Promise<AttemptId> {
    const attemptId = await intendedAttempt(opened.ledger);
    const times = { receiptDeadline: startMs + 180_000, receiptHorizon: horizon, pollAt };
    await answerAttempt(opened.ledger, attemptId, { outcome: 'accepted', ...times }, startMs);
    if (settlement !== undefined) await settleAttempt(opened.ledger, attemptId, { settlement, at: startMs });
    return attemptId;
  }
  const overdueAt = async (now: number, of = route): Promise<string[]> =>
    (await overdueReceipts(opened.ledger, of, now, 100)).map(({ attemptId }) => attemptId);

  test('are those of the route that are due, not settled by a receipt and before their horizon', async () => {
    const [waiting, silent] = [await accepted(), await accepted('no-receipt')];
    const settled = [await accepted('delivered'), await accepted('undelivered')];
    const due = await overdueAt(pollAt);
    expect(due).toEqual(expect.arrayContaining([waiting, silent]));
    for (const one of settled) expect(due).not.toContain(one);
    expect(await overdueAt(pollAt - 1)).toEqual([]);
    expect(await overdueAt(pollAt, 'sms/tencent')).toEqual([]);
    expect(await overdueAt(horizon - 1)).toContain(waiting);
    expect(await overdueAt(horizon)).toEqual([]);
  });

  test('are asked after by one of ten that would at once, and not again before their next time', async () => {
    const attemptId = await accepted();
    const nextAt = pollAt + 1_000;
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => claimPoll(opened.ledger, { attemptId, polls: 0 }, nextAt)),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await overdueAt(pollAt)).not.toContain(attemptId);
    expect(await overdueAt(nextAt)).toContain(attemptId);
    expect(await claimPoll(opened.ledger, { attemptId, polls: 1 }, undefined)).toBe(true);
    expect(await overdueAt(horizon - 1)).not.toContain(attemptId);
  });

  test('are not asked after when the receipt came in between', async () => {
    const attemptId = await accepted('delivered');
    expect(await claimPoll(opened.ledger, { attemptId, polls: 0 }, undefined)).toBe(false);
  });
});
