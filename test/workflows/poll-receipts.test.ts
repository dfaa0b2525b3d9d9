/** Reports that are never pushed: the provider is asked for them, and the story goes on as with a push. */
import { createPollActivities } from '../../activities/poll/poll-receipts.js';
import { relayOnce } from '../../client/relay/relay.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { world, begin } = stories();

const halfDeadlineMs = 91_000;

/** One round of questions, and what it brought told to the stories. */
async function poll(): Promise<void> {
  const { activities, ledger, clock, logger, storiesWith } = world();
  await clock.refresh();
  await createPollActivities(activities).pollReceipts();
  await relayOnce({ ledger, clock, logger, stories: storiesWith() });
}

/** An attempt on the first route that was taken, and nobody is lingering for. */
async function awaiting(...rules: Parameters<Story['provider']>): Promise<Story> {
  world().withoutLingering();
  const story = await begin('Tue 10:00');
  story.provider(...rules);
  await story.stage('final-decision');
  await story.stands('final-decision', 'awaiting-receipt');
  return story;
}

const pollsOf = async (story: Story) =>
  (
    await world().ledger.query<{ polls: number }>(
      'SELECT polls FROM attempt WHERE application_id = $1 ORDER BY intended_at',
      [story.id],
    )
  ).map(({ polls }) => polls);
const receiptsOf = (story: Story) =>
  world().ledger.query(
    `SELECT r.polled, r.verdict, r.provider_code AS code, r.settlement FROM receipt r JOIN attempt a USING (attempt_id)
      WHERE a.application_id = $1 ORDER BY r.received_at`,
    [story.id],
  );
const questions = (story: Story): number =>
  world()
    .simulator.log()
    .filter(
      (entry) =>
        entry.kind === 'request' &&
        entry.operation === 'QuerySendDetails' &&
        entry.parameters['PhoneNumber'] === story.mobile,
    ).length;

describe('a report that was never pushed', () => {
  test('is asked for when half of the deadline is past, and finishes the notice', async () => {
    const story = await awaiting({ receipt: { pushed: false, delayMs: 1 } });
    await poll();
    expect(questions(story)).toBe(0);
    await world().clock.pass(halfDeadlineMs);
    await poll();
    await story.ends();
    expect(await story.notices()).toMatchObject([{ state: 'delivered' }]);
    expect(await story.attempts()).toMatchObject([{ outcome: 'accepted', settlement: 'delivered' }]);
    expect(await receiptsOf(story)).toEqual([
      { polled: true, verdict: 'settles', code: 'DELIVERED', settlement: 'delivered' },
    ]);
    expect(await story.facts('receipt-recorded')).toMatchObject([{ polled: true, verdict: 'settles' }]);
    expect(questions(story)).toBe(1);
    expect(story.accepted()).toHaveLength(1);
    // The push of the same report, should it come after all, is known.
    expect(await story.receipt(await story.lastAttempt(), { settlement: 'delivered' })).toEqual({
      verdict: 'repeats',
    });
    await poll();
    expect(questions(story)).toBe(1);
  });

  test('of a message that did not arrive leads to the next route', async () => {
    const story = await awaiting({
      route: 'sms/aliyun',
      receipt: { code: 'NO_ROUTE', pushed: false, delayMs: 1 },
    });
    await world().clock.pass(halfDeadlineMs);
    await poll();
    await story.ends();
    expect(await story.attempts()).toMatchObject([
      { route: 'sms/aliyun', settlement: 'undelivered', failure: 'provider-down' },
      { route: 'sms/aliyun-b', settlement: 'delivered', purpose: 'failover' },
    ]);
    expect(await story.notices()).toMatchObject([{ state: 'delivered' }]);
  });

  test('and pushed at the moment it is asked for, counts once', async () => {
    const story = await awaiting({ receipt: { pushed: false, delayMs: 1 } });
    await world().clock.pass(halfDeadlineMs);
    const attempt = await story.lastAttempt();
    await Promise.all([poll(), story.receipt(attempt, { settlement: 'delivered' })]);
    await story.ends();
    expect(await receiptsOf(story)).toMatchObject([{ verdict: 'settles', settlement: 'delivered' }]);
    expect(await story.facts('receipt-recorded')).toHaveLength(1);
    expect(await story.facts('notice-finished')).toEqual([{ state: 'delivered' }]);
  });
});

describe('a provider that cannot tell', () => {
  test.each([
    ['does not answer', { operation: 'QuerySendDetails', timeout: true } as const],
    ['does not know yet', { operation: 'QuerySendDetails', slowMs: 1 } as const],
  ])('because it %s changes nothing, and is not asked again at once', async (_, rule) => {
    const story = await awaiting(rule, { receipt: 'none' });
    await world().clock.pass(halfDeadlineMs);
    await poll();
    await poll();
    expect(await pollsOf(story)).toEqual([1]);
    expect(questions(story)).toBe(1);
    expect(await receiptsOf(story)).toEqual([]);
    expect(await story.attempts()).toMatchObject([{ outcome: 'accepted', settlement: null }]);
    await story.stands('final-decision', 'awaiting-receipt');
  });

  test('whatever it took, as a mail server, is never asked', async () => {
    world().withMailFirst();
    world().withoutLingering();
    const story = await begin('Tue 10:00', { contacts: () => ({ email: 'someone@bank-customer.example' }) });
    await story.stage('final-decision');
    await story.stands('final-decision', 'awaiting-receipt');
    const due = await world().ledger.query('SELECT poll_at FROM attempt WHERE application_id = $1', [
      story.id,
    ]);
    expect(due).toEqual([{ poll_at: null }]);
    await world().clock.pass(halfDeadlineMs);
    await poll();
    expect(await pollsOf(story)).toEqual([0]);
  });
});
