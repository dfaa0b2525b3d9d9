/** A provider that does not return our reference may report before its own answer is written down. */
import { randomUUID } from 'node:crypto';
import { insertReceipt } from '../../ledger/receipt/insert.js';
import { eventually } from './stage/eventually.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { world, begin } = stories();
const stage = 'final-decision';

/** The provider's id of the message, from its own log: nobody else knows it yet. */
const takenAs = (story: Story): Promise<string> =>
  eventually('the provider has taken it', () => Promise.resolve(story.accepted()[0]?.bizId));
const reported = (settlement: 'delivered' | 'undelivered') =>
  settlement === 'delivered'
    ? ({ settlement, code: 'DELIVERED', listed: true } as const)
    : ({ settlement, code: 'MOBILE_NOT_ON_SERVICE', listed: true, failure: 'suspect-number' } as const);

test.each(['delivered', 'undelivered'] as const)(
  'a report of `%s` that comes before the answer is taken up with the answer, and counts once',
  async (settlement) => {
    const story = await begin('Tue 10:00');
    story.provider({ acceptThen: 'late', delayMs: 500, receipt: 'none' });
    await story.stage(stage);
    const messageId = await takenAs(story);
    const attempt = await story.lastAttempt();
    expect(await story.report(attempt, { messageId, ...reported(settlement) })).toEqual({
      verdict: 'unmatched',
    });
    await story.stands(stage, settlement === 'delivered' ? 'delivered' : 'with-staff');
    expect(await story.attempts()).toMatchObject([{ outcome: 'accepted', settlement }]);
    // The same report once more is the same one.
    expect((await story.report(attempt, { messageId, ...reported(settlement) })).verdict).toBe('repeats');
    expect(await story.facts('receipt-recorded')).toHaveLength(1);
    expect(story.accepted()).toHaveLength(1);
  },
);

test('of several, a delivery counts', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ acceptThen: 'late', delayMs: 500, receipt: 'none' });
  await story.stage(stage);
  const messageId = await takenAs(story);
  const attempt = await story.lastAttempt();
  for (const settlement of ['undelivered', 'delivered'] as const)
    await story.report(attempt, { messageId, ...reported(settlement) });
  await story.stands(stage, 'delivered');
});

test('one that slipped between both is found before silence is declared, and no copy goes', async () => {
  const story = await begin('Tue 10:00');
  world().withoutLingering();
  story.provider({ receipt: 'none' });
  await story.stage(stage);
  await story.stands(stage, 'awaiting-receipt');
  const { route, providerMessageId } = await story.lastAttempt();
  await insertReceipt(world().ledger, {
    receiptId: randomUUID(),
    route,
    messageId: providerMessageId ?? '',
    ...reported('delivered'),
    receivedAt: world().clock.now(),
    verdict: 'unmatched',
  });
  await world().clock.pass(181_000);
  await story.stands(stage, 'delivered');
  expect(await story.attempts()).toHaveLength(1);
});
