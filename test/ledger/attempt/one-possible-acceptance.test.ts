import { purposes } from '../../../domain/attempt/attempt.js';
import { answerAttempt } from '../../../ledger/attempt/answer.js';
import type { ProviderAnswer } from '../../../ledger/attempt/answer.js';
import { attemptsOfApplication, findAttempt } from '../../../ledger/attempt/find.js';
import { intendAttempt } from '../../../ledger/attempt/intend.js';
import { factOf } from '../../../ledger/attempt/row.js';
import { settleAttempt } from '../../../ledger/attempt/settle.js';
import { openedLedger } from '../opened-ledger.js';
import type { OpenedLedger } from '../opened-ledger.js';
import { intendedAttempt, intentFor, owedNotice, startMs } from '../owed-notice.js';

const accepted: ProviderAnswer = {
  outcome: 'accepted',
  receiptDeadline: startMs + 60_000,
  receiptHorizon: startMs + 86_400_000,
};
const rejected: ProviderAnswer = { outcome: 'rejected', failure: 'rate-limited', code: 'isv.LIMIT' };
const neverReceived: ProviderAnswer = { outcome: 'unknown', neverReceived: true };

/** What is known of the first attempt, and whether it may have reached the applicant. */
const standings: readonly {
  readonly name: string;
  readonly answers: readonly ProviderAnswer[];
  readonly mayHaveReached: boolean;
}[] = [
  { name: 'intended and not answered', answers: [], mayHaveReached: true },
  { name: 'accepted', answers: [accepted], mayHaveReached: true },
  { name: 'rejected', answers: [rejected], mayHaveReached: false },
  { name: 'unknown', answers: [{ outcome: 'unknown' }], mayHaveReached: true },
  { name: 'unknown, asked in vain', answers: [{ outcome: 'unknown', asked: 3 }], mayHaveReached: true },
  { name: 'never received', answers: [{ outcome: 'unknown' }, neverReceived], mayHaveReached: false },
  { name: 'accepted after all', answers: [{ outcome: 'unknown' }, accepted], mayHaveReached: true },
  { name: 'accepted, then asked about', answers: [accepted, neverReceived], mayHaveReached: true },
];

describe('one possibly accepted attempt for a notice, route and contact value', () => {
  let opened: OpenedLedger;
  beforeAll(async () => {
    opened = await openedLedger();
  });
  afterAll(() => opened.close());

  /** Writes a second attempt down, in a transaction of its own that ends with a collision. */
  async function intend(intent: ReturnType<typeof intentFor>): Promise<'intended' | 'collides'> {
    let answer: 'intended' | 'collides' = 'intended';
    try {
      await opened.ledger.transaction(async (tx) => {
        answer = await intendAttempt(tx, intent);
        if (answer === 'collides') throw new Error('undo');
      });
    } catch (failure) {
      if ((failure as Error).message !== 'undo') throw failure;
    }
    return answer;
  }

  for (const { name, answers, mayHaveReached } of standings)
    for (const first of purposes)
      test(`a first attempt (${first}) that is ${name} ${mayHaveReached && first !== 'resend' ? 'forbids' : 'allows'} the next`, async () => {
        for (const second of purposes) {
          const notice = await owedNotice(opened.ledger);
          const attemptId = await intendedAttempt(opened.ledger, { notice, purpose: first });
          for (const answer of answers) await answerAttempt(opened.ledger, attemptId, answer, startMs);
          const collides = mayHaveReached && first !== 'resend' && second !== 'resend';
          expect({ second, answer: await intend(intentFor(notice, { purpose: second })) }).toEqual({
            second,
            answer: collides ? 'collides' : 'intended',
          });
          expect(await attemptsOfApplication(opened.ledger, notice.applicationId)).toHaveLength(
            collides ? 1 : 2,
          );
        }
      });

  test('another route, contact value or notice is another matter', async () => {
    const notice = await owedNotice(opened.ledger);
    await intendedAttempt(opened.ledger, { notice });
    expect(await intend(intentFor(notice, { route: 'sms/tencent' }))).toBe('intended');
    expect(await intend(intentFor(notice, { contactIndex: Buffer.from('another number') }))).toBe('intended');
    expect(await intend(intentFor(await owedNotice(opened.ledger)))).toBe('intended');
    // A new version of the contacts with the same number in it is still the same number.
    expect(await intend(intentFor(notice, { contact: 'mobile@2' }))).toBe('collides');
  });

  test('of twenty at once exactly one is written down', async () => {
    const notice = await owedNotice(opened.ledger);
    const answers = await Promise.all(Array.from({ length: 20 }, () => intend(intentFor(notice))));
    expect(answers.filter((answer) => answer === 'intended')).toHaveLength(1);
    expect(await attemptsOfApplication(opened.ledger, notice.applicationId)).toHaveLength(1);
  });

  test.each([
    ['said to be never received', neverReceived],
    ['rejected', rejected],
  ])('one that was %s, tried again, and then delivered twice stands on record twice', async (_, answer) => {
    const notice = await owedNotice(opened.ledger);
    const first = await intendedAttempt(opened.ledger, { notice });
    await answerAttempt(opened.ledger, first, answer, startMs);
    const second = await intendedAttempt(opened.ledger, { notice, purpose: 'retry' });
    await answerAttempt(opened.ledger, second, accepted, startMs);
    for (const attemptId of [first, second])
      await settleAttempt(opened.ledger, attemptId, { settlement: 'delivered', at: startMs });
    // A provider's answer that comes later still takes nothing back.
    await answerAttempt(opened.ledger, first, accepted, startMs);
    const rows = await attemptsOfApplication(opened.ledger, notice.applicationId);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toMatchObject({ outcome: 'accepted', settlement: 'delivered' });
    const fact = await findAttempt(opened.ledger, first);
    expect(fact && factOf(fact)).not.toHaveProperty('neverReceived');
    expect(await intend(intentFor(notice))).toBe('collides');
  });
});
