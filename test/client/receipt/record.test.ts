import { randomUUID } from 'node:crypto';
import { recordReceipt } from '../../../ledger/receipt/record.js';
import { settleWithoutStory } from '../../../client/relay/settle-without-story.js';
import { openAlarms } from '../../../ledger/alarm/raise.js';
import { answerAttempt } from '../../../ledger/attempt/answer.js';
import { findAttempt } from '../../../ledger/attempt/find.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { noticesOfApplication } from '../../../ledger/notice/find.js';
import { openedLedger } from '../../ledger/opened-ledger.js';
import type { OpenedLedger } from '../../ledger/opened-ledger.js';
import { intendedAttempt, owedNotice, startMs } from '../../ledger/owed-notice.js';
import { acceptAttempt, record, reportOf, sentAttempt } from './sent.js';

const receiptOf = (attemptId: string) => ({ kind: 'receipt', attemptId, receiptId: attemptId }) as const;

describe('a delivery report', () => {
  let opened: OpenedLedger;
  beforeAll(async () => {
    opened = await openedLedger();
  });
  afterAll(() => opened.close());

  const standing = async (attemptId: string) => {
    const row = await findAttempt(opened.ledger, attemptId);
    return { outcome: row?.outcome, settlement: row?.settlement };
  };
  const kept = (messageId: string) =>
    opened.ledger.query<{ attemptId: string | null; verdict: string }>(
      'SELECT attempt_id AS "attemptId", verdict FROM receipt WHERE provider_message_id = $1 ORDER BY received_at',
      [messageId],
    );
  const waitingFor = (attemptId: string) =>
    opened.ledger.query('SELECT 1 FROM outbox WHERE attempt_id = $1', [attemptId]);
  const alarmsAbout = async (subject: string) =>
    (await openAlarms(opened.ledger, 1_000)).filter((alarm) => alarm.subject.includes(subject));

  test('settles its attempt, is kept, and leaves word for the story', async () => {
    const sent = await sentAttempt(opened.ledger);
    const { verdict, tell } = await record(opened.api, reportOf(sent, 'delivered'));
    expect(verdict).toBe('settles');
    expect(tell).toMatchObject({ message: { kind: 'receipt', attemptId: sent.attemptId } });
    expect(await standing(sent.attemptId)).toEqual({ outcome: 'accepted', settlement: 'delivered' });
    expect(await kept(sent.messageId)).toEqual([{ attemptId: sent.attemptId, verdict: 'settles' }]);
    expect(await waitingFor(sent.attemptId)).toHaveLength(1);
  });

  test('is found by its message id where the provider does not return our reference', async () => {
    for (const reference of [{}, { ourReference: 'not-ours' }, { ourReference: '13812345678' }]) {
      const sent = await sentAttempt(opened.ledger);
      const { settlement, code, listed } = reportOf(sent, 'delivered');
      const given = { messageId: sent.messageId, settlement, code, listed, ...reference };
      expect(await record(opened.api, given)).toMatchObject({ verdict: 'settles' });
    }
  });

  test('of a message nobody knows is kept as unmatched, each time it comes', async () => {
    const messageId = randomUUID();
    const given = reportOf(
      { attemptId: (await sentAttempt(opened.ledger)).attemptId, messageId },
      'delivered',
      {
        ourReference: randomUUID(),
      },
    );
    for (const times of [1, 2]) {
      expect(await record(opened.api, given)).toEqual({ verdict: 'unmatched' });
      expect(await kept(messageId)).toEqual(Array(times).fill({ attemptId: null, verdict: 'unmatched' }));
    }
  });

  test('that names an attempt of another route, message or both is nobody’s and changes nothing', async () => {
    const [sent, other] = [await sentAttempt(opened.ledger), await sentAttempt(opened.ledger)];
    const unanswered = await intendedAttempt(opened.ledger);
    for (const forged of [
      () => recordReceipt(opened.api, 'sms/tencent', reportOf(sent, 'delivered'), startMs),
      () => recordReceipt(opened.api, 'voice/aliyun', reportOf(sent, 'undelivered'), startMs),
      () => record(opened.api, reportOf(sent, 'delivered', { messageId: randomUUID() })),
      () => record(opened.api, reportOf(sent, 'delivered', { ourReference: other.attemptId })),
      () => record(opened.api, reportOf(sent, 'delivered', { ourReference: unanswered })),
    ])
      expect(await forged()).toEqual({ verdict: 'unmatched' });
    for (const { attemptId } of [sent, other])
      expect(await standing(attemptId)).toEqual({ outcome: 'accepted', settlement: null });
    expect(await standing(unanswered)).toEqual({ outcome: 'intended', settlement: null });
  });

  test('pushed again, or ten times at once, counts and is told once', async () => {
    const sent = await sentAttempt(opened.ledger);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => record(opened.api, reportOf(sent, 'delivered'))),
    );
    expect(answers.filter(({ verdict }) => verdict === 'settles')).toHaveLength(1);
    expect(answers.filter(({ verdict }) => verdict === 'repeats')).toHaveLength(9);
    expect(answers.filter(({ tell }) => tell !== undefined)).toHaveLength(1);
    expect(await kept(sent.messageId)).toHaveLength(1);
  });

  test('in the wrong order still ends with delivered, and what came late is an alarm', async () => {
    const sent = await sentAttempt(opened.ledger);
    expect(await record(opened.api, reportOf(sent, 'delivered'))).toMatchObject({ verdict: 'settles' });
    expect(await record(opened.api, reportOf(sent, 'undelivered'))).toEqual({ verdict: 'contradicts' });
    expect(await record(opened.api, reportOf(sent, undefined))).toEqual({ verdict: 'undecided' });
    expect(await standing(sent.attemptId)).toEqual({ outcome: 'accepted', settlement: 'delivered' });
    expect(await alarmsAbout(sent.attemptId)).toMatchObject([{ kind: 'contradicting-receipt', times: 1 }]);
    expect(await waitingFor(sent.attemptId)).toHaveLength(1);
    const { applicationId = '' } = (await findAttempt(opened.ledger, sent.attemptId)) ?? {};
    expect((await eventsOfApplication(opened.ledger, applicationId)).map(({ kind }) => kind)).toEqual([
      'receipt-recorded',
      'receipt-contradicts',
      'receipt-recorded',
    ]);
  });

  test('that says delivered wins over one that said undelivered, and is told as well', async () => {
    const sent = await sentAttempt(opened.ledger);
    await record(opened.api, reportOf(sent, 'undelivered'));
    expect(await findAttempt(opened.ledger, sent.attemptId)).toMatchObject({ failure: 'suspect-number' });
    expect(await record(opened.api, reportOf(sent, 'delivered'))).toMatchObject({ verdict: 'settles' });
    expect(await findAttempt(opened.ledger, sent.attemptId)).toMatchObject({
      settlement: 'delivered',
      failure: null,
      providerCode: 'DELIVERED',
    });
    expect(await waitingFor(sent.attemptId)).toHaveLength(2);
  });

  test('that says delivered under a code that said undelivered before is not taken for a repetition', async () => {
    const sent = await sentAttempt(opened.ledger);
    const code = 'unreadable';
    await record(opened.api, reportOf(sent, 'undelivered', { code, listed: false }));
    const second = await record(opened.api, reportOf(sent, 'delivered', { code, listed: false }));
    expect(second.verdict).toBe('settles');
    expect(await standing(sent.attemptId)).toMatchObject({ settlement: 'delivered' });
  });

  test('that decides nothing changes nothing, and is kept', async () => {
    const sent = await sentAttempt(opened.ledger);
    expect(await record(opened.api, reportOf(sent, undefined))).toEqual({ verdict: 'undecided' });
    expect(await standing(sent.attemptId)).toEqual({ outcome: 'accepted', settlement: null });
    expect(await kept(sent.messageId)).toMatchObject([{ verdict: 'undecided' }]);
    expect(await waitingFor(sent.attemptId)).toEqual([]);
  });

  test('with a code no table lists raises an alarm, counted and not repeated', async () => {
    const code = 'NEW_CODE_OF_TODAY';
    for (let index = 0; index < 3; index += 1) {
      const sent = await sentAttempt(opened.ledger);
      await record(opened.api, reportOf(sent, 'undelivered', { code, listed: false }));
    }
    expect(await alarmsAbout(code)).toMatchObject([{ kind: 'unlisted-code', times: 3 }]);
  });

  test('before the answer to the send is recorded settles the attempt, which takes over the message id', async () => {
    const attemptId = await intendedAttempt(opened.ledger);
    const sent = { attemptId, messageId: randomUUID() };
    // Its send activity is still there to answer for it.
    expect(await record(opened.api, reportOf(sent, 'delivered'))).toEqual({
      verdict: 'settles',
      settled: { provinceGuess: null, answeredAt: null },
    });
    const early = await findAttempt(opened.ledger, attemptId);
    expect(early).toMatchObject({
      outcome: 'accepted',
      settlement: 'delivered',
      providerMessageId: sent.messageId,
    });
    await answerAttempt(opened.ledger, attemptId, { outcome: 'unknown' }, startMs + 6_000);
    expect(await standing(attemptId)).toEqual({ outcome: 'accepted', settlement: 'delivered' });
    await acceptAttempt(opened.ledger, attemptId, sent.messageId);
    expect(await findAttempt(opened.ledger, attemptId)).toMatchObject({
      settlement: 'delivered',
      providerMessageId: sent.messageId,
    });
    // A forged one with another message id does not match any more.
    expect(await record(opened.api, reportOf(sent, 'undelivered', { messageId: randomUUID() }))).toEqual({
      verdict: 'unmatched',
    });
  });

  test.each([
    ['rejected', { outcome: 'rejected', failure: 'rate-limited', code: 'isv.LIMIT' } as const],
    ['never received', { outcome: 'unknown', neverReceived: true } as const],
  ])('of an attempt said to be %s is kept, also where another went out on that word', async (_, answer) => {
    const notice = await owedNotice(opened.ledger);
    const attemptId = await intendedAttempt(opened.ledger, { notice });
    await answerAttempt(opened.ledger, attemptId, answer, startMs);
    const retry = await sentAttempt(opened.ledger, { notice, purpose: 'retry' });
    const first = { attemptId, messageId: randomUUID() };
    for (const sent of [first, retry]) {
      expect(await record(opened.api, reportOf(sent, 'delivered'))).toMatchObject({ verdict: 'settles' });
      expect(await standing(sent.attemptId)).toEqual({ outcome: 'accepted', settlement: 'delivered' });
    }
  });

  test('for a story that has ended finishes a notice left open, and only if it was delivered', async () => {
    const notice = await owedNotice(opened.ledger);
    const sent = await sentAttempt(opened.ledger, { notice });
    const stateOf = async () => (await noticesOfApplication(opened.ledger, notice.applicationId))[0]?.state;
    await record(opened.api, reportOf(sent, 'undelivered'));
    await settleWithoutStory(opened.ledger, receiptOf(sent.attemptId), startMs);
    expect(await stateOf()).toBe('held');
    await record(opened.api, reportOf(sent, 'delivered'));
    await settleWithoutStory(opened.ledger, receiptOf(sent.attemptId), startMs);
    await settleWithoutStory(opened.ledger, receiptOf(sent.attemptId), startMs + 1);
    expect(await stateOf()).toBe('delivered');
  });
});
