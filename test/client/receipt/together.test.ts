/** Receipts recorded together come to what they come to one by one. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { findAttempt } from '../../../ledger/attempt/find.js';
import { answerAttempt } from '../../../ledger/attempt/answer.js';
import { endLingering, settleAttempt } from '../../../ledger/attempt/settle.js';
import { receiptChannel } from '../../../ledger/receipt/channel.js';
import { recordReceipt } from '../../../ledger/receipt/record.js';
import type { ReportedReceipt } from '../../../ledger/receipt/record.js';
import { recordTogether } from '../../../ledger/receipt/record-together.js';
import { openedLedger } from '../../ledger/opened-ledger.js';
import type { OpenedLedger } from '../../ledger/opened-ledger.js';
import { intendedAttempt, startMs } from '../../ledger/owed-notice.js';
import { eventually } from '../../workflows/stage/eventually.js';
import { reportOf, sentAttempt } from './sent.js';
import type { Sent } from './sent.js';

const route = 'sms/aliyun';
const at = startMs + 5_000;
let opened: OpenedLedger;
beforeAll(async () => {
  opened = await openedLedger(20);
});
afterAll(() => opened.close());

const together = (given: readonly ReportedReceipt[]) =>
  recordTogether(
    opened.api,
    given.map((one) => ({ route, given: one })),
    at,
  );

/** What is on record of an attempt, without what names it. */
async function standing({ attemptId, messageId }: Sent) {
  const { ledger } = opened;
  const row = await findAttempt(ledger, attemptId);
  const receipts = await ledger.query(
    `SELECT settlement, failure, provider_code, listed, reported_at, received_at, verdict, early, polled,
            provider_message_id = $2 AS "itsMessage"
       FROM receipt WHERE attempt_id = $1 ORDER BY provider_code, settlement`,
    [attemptId, messageId],
  );
  const events = await ledger.query(
    `SELECT at, kind, detail, stage, round FROM event WHERE attempt_id = $1 ORDER BY event_id`,
    [attemptId],
  );
  const untold = await ledger.query(
    `SELECT kind, written_at, next_at, tries, receipt.provider_code AS about FROM outbox JOIN receipt USING (receipt_id)
      WHERE outbox.attempt_id = $1 ORDER BY outbox_id`,
    [attemptId],
  );
  const { settlement, failure, providerCode, outcome, neverReceived, settledAt, lingering } = row ?? {};
  const [notice] = await ledger.query(
    `SELECT notice.state, state_since, finished_at, waiting_for, waiting_until,
            (SELECT array_agg(kind || ' ' || (detail ->> 'state') ORDER BY event_id) FROM event
              WHERE application_id = notice.application_id AND kind = 'notice-finished') AS finishes
       FROM notice JOIN attempt USING (application_id, stage, round) WHERE attempt_id = $1`,
    [attemptId],
  );
  return {
    attempt: { settlement, failure, providerCode, outcome, neverReceived, settledAt, lingering },
    notice,
    receipts,
    events,
    untold,
  };
}

/** The ways an attempt may stand when receipts come. */
const beginnings: Readonly<Record<string, () => Promise<Sent>>> = {
  accepted: () => sentAttempt(opened.ledger),
  lingering: () => sentAttempt(opened.ledger, { lingering: true }),
  silent: async () => {
    const sent = await sentAttempt(opened.ledger);
    await settleAttempt(opened.ledger, sent.attemptId, { settlement: 'no-receipt', at: startMs + 1_000 });
    return sent;
  },
  'accepted as far as is known': async () => ({
    attemptId: await intendedAttempt(opened.ledger, {}),
    messageId: randomUUID(),
  }),
  refused: async () => {
    const attemptId = await intendedAttempt(opened.ledger, {});
    await answerAttempt(
      opened.ledger,
      attemptId,
      { outcome: 'rejected', failure: 'rate-limited', code: 'isv.BUSINESS_LIMIT_CONTROL' },
      startMs,
    );
    return { attemptId, messageId: randomUUID() };
  },
  'by acceptance alone': () => sentAttempt(opened.ledger, { evidence: 'acceptance' }),
};

/** What may come, in every order. */
const says: Readonly<Record<string, (sent: Sent) => ReportedReceipt>> = {
  delivered: (sent) => reportOf(sent, 'delivered', { reportedAt: startMs + 4_000 }),
  failed: (sent) => reportOf(sent, 'undelivered'),
  'failed otherwise': (sent) =>
    reportOf(sent, 'undelivered', { code: 'MOBILE_SEND_LIMIT', failure: 'blocked' }),
  'nobody’s number': (sent) => reportOf(sent, 'undelivered', { code: '2', failure: 'wrong-number' }),
  pending: (sent) => reportOf(sent, undefined),
  unlisted: (sent) => reportOf(sent, 'undelivered', { code: 'NEW_CODE', listed: false }),
  'by message alone': ({ messageId }) => ({
    messageId,
    settlement: 'delivered',
    code: 'DELIVERED',
    listed: true,
  }),
  'by reference alone': ({ attemptId }) => ({
    ourReference: attemptId,
    settlement: 'delivered',
    code: 'APP_ACKNOWLEDGED',
    listed: true,
  }),
  'a message with a number': (sent) => reportOf(sent, 'delivered', { messageId: '13812345678' }),
  'of another message': (sent) => reportOf(sent, 'delivered', { messageId: `another-${sent.attemptId}` }),
};

describe.each(Object.keys(beginnings))('an attempt that is %s', (beginning) => {
  test('comes to the same, whatever two receipts come, together with others or one by one', async () => {
    const begin = beginnings[beginning];
    if (begin === undefined) throw new Error('no such beginning');
    const orders = Object.keys(says).flatMap((first) => Object.keys(says).map((then) => [first, then]));
    const pairs = await Promise.all(
      orders.map(async (order) => ({ order, alone: await begin(), grouped: await begin() })),
    );
    for (const step of [0, 1]) {
      const given = pairs.map(({ order, grouped }) => {
        const report = says[order[step] ?? ''];
        if (report === undefined) throw new Error('no such report');
        return { report, grouped };
      });
      const answers = await together(given.map(({ report, grouped }) => report(grouped)));
      for (const [place, { alone, order }] of pairs.entries()) {
        const one = given[place];
        if (one === undefined) throw new Error('as many as there are');
        const expected = await recordReceipt(opened.api, route, one.report(alone), at);
        // What is not usual is left to be recorded by itself.
        const answer =
          answers[place] ?? (await recordReceipt(opened.api, route, one.report(one.grouped), at));
        expect([order, answer.verdict, answer.tell !== undefined]).toEqual([
          order,
          expected.verdict,
          expected.tell !== undefined,
        ]);
      }
    }
    for (const { order, alone, grouped } of pairs)
      expect([order, await standing(grouped)]).toEqual([order, await standing(alone)]);
  }, 60_000);
});

test('the usual receipts are taken together, not left over', async () => {
  const sent = await Promise.all(Array.from({ length: 20 }, () => sentAttempt(opened.ledger)));
  const answers = await together(sent.map((one) => reportOf(one, 'delivered')));
  expect(answers.map((answer) => answer?.verdict)).toEqual(sent.map(() => 'settles'));
  const again = await together(sent.map((one) => reportOf(one, 'delivered')));
  expect(again).toEqual(sent.map(() => ({ verdict: 'repeats' })));
  const failed = await Promise.all(Array.from({ length: 20 }, () => sentAttempt(opened.ledger)));
  await together(failed.map((one) => reportOf(one, 'undelivered')));
  const otherwise = await together(
    failed.map((one) => reportOf(one, 'undelivered', { code: 'MOBILE_SEND_LIMIT', failure: 'blocked' })),
  );
  expect(otherwise).toEqual(failed.map(() => ({ verdict: 'repeats' })));
  const strangers = await together([
    reportOf({ attemptId: randomUUID() as never, messageId: 'x-1' }, 'delivered'),
  ]);
  expect(strangers).toEqual([{ verdict: 'unmatched' }]);
});

test('of several receipts of one message the first alone is taken, the others keep their order behind it', async () => {
  const sent = await sentAttempt(opened.ledger);
  const answers = await together([reportOf(sent, 'undelivered'), reportOf(sent, 'delivered')]);
  expect(answers.map((answer) => answer?.verdict)).toEqual(['settles', undefined]);
  expect((await findAttempt(opened.ledger, sent.attemptId))?.settlement).toBe('undelivered');
});

test('a row that somebody else has is neither waited for nor taken; the others are', async () => {
  const [held, free] = [await sentAttempt(opened.ledger), await sentAttempt(opened.ledger)];
  const client = new Client({ connectionString: opened.database.superUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM attempt WHERE attempt_id = $1 FOR UPDATE', [held.attemptId]);
    const answers = await together([reportOf(held, 'delivered'), reportOf(free, 'delivered')]);
    expect(answers.map((answer) => answer?.verdict)).toEqual([undefined, 'settles']);
  } finally {
    await client.end();
  }
});

test('the same receipts at the same moment, in opposite orders, are stored once and nobody waits for ever', async () => {
  const sent = await Promise.all(Array.from({ length: 40 }, () => sentAttempt(opened.ledger)));
  const given = sent.map((one) => reportOf(one, 'delivered'));
  const rounds = await Promise.all(
    Array.from({ length: 8 }, async (_, n) => {
      const order = n % 2 === 0 ? given : given.toReversed();
      const answers = await together(order);
      return Promise.all(
        order.map(async (one, place) => answers[place] ?? (await recordReceipt(opened.api, route, one, at))),
      );
    }),
  );
  expect(rounds.flat().filter(({ verdict }) => verdict === 'settles')).toHaveLength(sent.length);
  for (const one of sent) {
    const { receipts, untold } = await standing(one);
    expect([receipts.length, untold.length]).toEqual([1, 1]);
  }
});

test('at the end of the lingering each receipt is in the answer or to be told, never both nor neither', async () => {
  const sent = await Promise.all(
    Array.from({ length: 60 }, () => sentAttempt(opened.ledger, { lingering: true })),
  );
  const ending = Promise.all(sent.map(({ attemptId }) => endLingering(opened.ledger, attemptId)));
  const taking = (async () => {
    const answers: Awaited<ReturnType<typeof together>> = [];
    for (let from = 0; from < sent.length; from += 10)
      answers.push(...(await together(sent.slice(from, from + 10).map((one) => reportOf(one, 'delivered')))));
    return answers;
  })();
  const [ended, answers] = [await ending, await taking];
  for (const [place, one] of sent.entries()) {
    const answer = answers[place] ?? (await recordReceipt(opened.api, route, reportOf(one, 'delivered'), at));
    expect(ended[place]?.settlement === 'delivered').toBe(answer.tell === undefined);
  }
});

/** A notice that a send lingers for, as it stands when its receipt comes. */
async function lingeredFor(state: string): Promise<Sent> {
  const sent = await sentAttempt(opened.ledger, { lingering: true });
  await opened.ledger.query(
    `UPDATE notice SET state = $2, finished_at = CASE WHEN $2 = 'withdrawn' THEN state_since END,
            waiting_for = CASE WHEN $2 <> 'withdrawn' THEN waiting_for END,
            waiting_until = CASE WHEN $2 <> 'withdrawn' THEN waiting_until END
       FROM attempt WHERE attempt_id = $1 AND notice.application_id = attempt.application_id
        AND notice.stage = attempt.stage AND notice.round = attempt.round`,
    [sent.attemptId, state],
  );
  return sent;
}

test('the notice a send lingers for is finished with its receipt, and once', async () => {
  const sent = await lingeredFor('sending');
  await together([reportOf(sent, 'delivered')]);
  await together([reportOf(sent, 'delivered')]);
  expect(await standing(sent)).toMatchObject({
    attempt: { settlement: 'delivered', lingering: false },
    notice: {
      state: 'delivered',
      finished_at: at,
      waiting_for: null,
      finishes: ['notice-finished delivered'],
    },
    untold: [],
  });
});

test.each(['with-staff', 'withdrawn'])('one that is %s is left to whoever lingers', async (state) => {
  const [grouped, alone] = [await lingeredFor(state), await lingeredFor(state)];
  await together([reportOf(grouped, 'delivered')]);
  await recordReceipt(opened.api, route, reportOf(alone, 'delivered'), at);
  for (const sent of [grouped, alone])
    expect(await standing(sent)).toMatchObject({
      attempt: { settlement: 'delivered', lingering: true },
      notice: { state, finishes: null },
      untold: [],
    });
});

test('one whose notice somebody holds is left to whoever lingers, and nobody waits', async () => {
  const sent = await lingeredFor('sending');
  const client = new Client({ connectionString: opened.database.superUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `SELECT 1 FROM notice JOIN attempt USING (application_id, stage, round) WHERE attempt_id = $1 FOR UPDATE OF notice`,
      [sent.attemptId],
    );
    expect(await together([reportOf(sent, 'delivered')])).toEqual([
      { verdict: 'settles', settled: { provinceGuess: null, answeredAt: startMs } },
    ]);
  } finally {
    await client.end();
  }
  expect(await standing(sent)).toMatchObject({
    attempt: { settlement: 'delivered', lingering: true },
    notice: { finishes: null },
  });
});

test('a send that lingers hears of it', async () => {
  const heard: string[] = [];
  const ear = opened.ledger.listen(receiptChannel, (attemptId) => heard.push(attemptId));
  await ear.ready;
  const [lingering, over] = [
    await sentAttempt(opened.ledger, { lingering: true }),
    await sentAttempt(opened.ledger),
  ];
  await together([reportOf(lingering, 'delivered'), reportOf(over, 'delivered')]);
  await eventually('it was heard', () =>
    Promise.resolve(heard.includes(lingering.attemptId) ? true : undefined),
  );
  expect(heard).not.toContain(over.attemptId);
  await ear.stop();
});
