/** Receipts that name the provider's message alone, and come before its id is recorded. */
import { randomUUID } from 'node:crypto';
import { insertReceipt } from '../../ledger/receipt/insert.js';
import { eventually } from './stage/eventually.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { world, begin } = stories();

const deadlineMs = 181_000;

/** The provider's id of the one message it took for this applicant. */
const messageOf = (story: Story): Promise<string> =>
  eventually('the provider took it', () => Promise.resolve(story.accepted()[0]?.bizId));

/** As if the receipt had been judged while the answer that matches it was being committed. */
async function keptAsEarly(story: Story): Promise<void> {
  const kept = {
    receiptId: randomUUID(),
    route: 'sms/aliyun',
    messageId: await messageOf(story),
    settlement: 'delivered',
    code: 'DELIVERED',
    listed: true,
    receivedAt: world().clock.now(),
    verdict: 'unmatched',
    early: true,
  } as const;
  await insertReceipt(world().ledger, kept);
}

async function deliveredOnce(story: Story): Promise<void> {
  await story.ends();
  expect(await story.attempts()).toMatchObject([{ outcome: 'accepted', settlement: 'delivered' }]);
  expect(await story.notices()).toMatchObject([{ state: 'delivered' }]);
  expect(await story.facts('receipt-recorded')).toMatchObject([{ verdict: 'settles', code: 'DELIVERED' }]);
  expect(await story.facts('notice-finished')).toEqual([{ state: 'delivered' }]);
  expect(story.accepted()).toHaveLength(1);
}

describe('a receipt before the message id is recorded', () => {
  test('is nobody’s at first, and the attempt’s as soon as the call is answered', async () => {
    const story = await begin('Tue 10:00');
    story.provider({ acceptThen: 'late', delayMs: 600, receipt: 'none' });
    await story.stage('final-decision');
    const messageId = await messageOf(story);
    const early = { messageId, settlement: 'delivered', code: 'DELIVERED', listed: true } as const;
    const attempt = await story.lastAttempt();
    expect(await story.report(attempt, early)).toEqual({ verdict: 'unmatched' });
    await deliveredOnce(story);
    const kinds = (await story.trail()).map(({ kind }) => kind);
    expect(kinds.indexOf('attempt-answered')).toBeLessThan(kinds.indexOf('receipt-recorded'));
    expect((await story.history()).of('EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED')).toHaveLength(2);
    // The same push once more is known.
    expect(await story.report(attempt, early)).toEqual({ verdict: 'repeats' });
  });

  test('and seen by nobody at the answer, is found when the lingering ends', async () => {
    const story = await begin('Tue 10:00');
    story.provider({ receipt: 'none' });
    await story.stage('final-decision');
    await eventually('the answer is recorded', async () =>
      (await story.attempts())[0]?.outcome === 'accepted' ? true : undefined,
    );
    await keptAsEarly(story);
    await deliveredOnce(story);
    expect((await story.history()).of('EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED')).toHaveLength(2);
  });

  test('and seen by nobody at all, is found before silence is declared: there is no copy', async () => {
    world().withoutLingering();
    const story = await begin('Tue 10:00');
    story.provider({ receipt: 'none' });
    await story.stage('final-decision');
    await story.stands('final-decision', 'awaiting-receipt');
    await keptAsEarly(story);
    await world().clock.pass(deadlineMs);
    await deliveredOnce(story);
  });
});

test('of several that came early, a delivery counts', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ acceptThen: 'late', delayMs: 600, receipt: 'none' });
  await story.stage('final-decision');
  const given = { messageId: await messageOf(story), listed: true } as const;
  const attempt = await story.lastAttempt();
  const failed = {
    settlement: 'undelivered',
    code: 'MOBILE_NOT_ON_SERVICE',
    failure: 'suspect-number',
  } as const;
  for (const says of [failed, { settlement: 'delivered', code: 'DELIVERED' } as const])
    expect(await story.report(attempt, { ...given, ...says })).toEqual({ verdict: 'unmatched' });
  await story.ends();
  expect(await story.notices()).toMatchObject([{ state: 'delivered' }]);
  expect(story.accepted()).toHaveLength(1);
});

test('an early report that it was not delivered leads on as any other', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ acceptThen: 'late', delayMs: 600, receipt: 'none' });
  await story.stage('final-decision');
  const messageId = await messageOf(story);
  await story.report(await story.lastAttempt(), {
    messageId,
    listed: true,
    settlement: 'undelivered',
    code: 'MOBILE_NOT_ON_SERVICE',
    failure: 'suspect-number',
  });
  await story.stands('final-decision', 'with-staff');
  expect(await story.attempts()).toMatchObject([{ outcome: 'accepted', settlement: 'undelivered' }]);
  expect(await story.facts('receipt-recorded')).toHaveLength(1);
});
