/** Races between reports, sending, receipts and time: each in both orders where it has two. */
import { mondayToFriday } from '../../domain/calendar/day-table.js';
import type { SendPolicies } from '../../domain/policy/policies.js';
import { once, signalTakenUp } from './stage/moments.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { world, begin } = stories();

const hourMs = 3_600_000;
const deadlineMs = 181_000;
const failed = { settlement: 'undelivered', failure: 'provider-down', code: 'NO_ROUTE' } as const;

/** Nothing is owed to this applicant, nobody has a task, and no alarm was raised. */
async function quiet(story: Story): Promise<void> {
  expect((await story.tasks()).filter(({ state }) => state === 'open')).toEqual([]);
  expect(await story.alarms(...(await story.attempts()).map(({ attemptId }) => attemptId))).toEqual([]);
  expect((await story.notices()).filter(({ finishedAt }) => finishedAt === null)).toEqual([]);
}

describe('receipt before the send returns', () => {
  test('while the provider has still to answer the call', async () => {
    const story = await begin('Tue 10:00');
    story.provider({ acceptThen: 'late', delayMs: 400, receipt: { delayMs: 1 } });
    await story.stage('final-decision');
    await story.ends();
    const kinds = (await story.trail()).map(({ kind }) => kind);
    expect(kinds.indexOf('receipt-recorded')).toBeLessThan(kinds.indexOf('attempt-answered'));
    expect(await story.attempts()).toMatchObject([{ outcome: 'accepted', settlement: 'delivered' }]);
    expect(await story.notices()).toMatchObject([{ state: 'delivered' }]);
    expect(await story.facts('notice-finished')).toEqual([{ state: 'delivered' }]);
    expect(story.accepted()).toHaveLength(1);
    await quiet(story);
  });

  test('just before the lingering ends: it is in the activity’s answer, and nobody is signalled', async () => {
    const story = await begin('Tue 10:00');
    await story.stage('final-decision');
    await story.ends();
    expect((await story.history()).of('EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED')).toHaveLength(2);
    expect(await story.attempts()).toMatchObject([{ settlement: 'delivered', lingering: false }]);
    expect(await story.facts('notice-finished')).toEqual([{ state: 'delivered' }]);
    await quiet(story);
  });

  test('just after the lingering ended: the signal overtakes the answer, and is not forgotten', async () => {
    world().withoutLingering();
    const story = await begin('Tue 10:00');
    story.provider({ receipt: 'none' });
    world().watch.after = once('send', async () => {
      await story.receipt(await story.lastAttempt(), { settlement: 'delivered' });
      await signalTakenUp(story, 3);
    });
    await story.stage('final-decision');
    await story.ends();
    expect(await story.attempts()).toMatchObject([{ settlement: 'delivered' }]);
    expect(await story.notices()).toMatchObject([{ state: 'delivered' }]);
    expect(await story.facts('notice-finished')).toEqual([{ state: 'delivered' }]);
    expect(story.accepted()).toHaveLength(1);
    await quiet(story);
  });
});

describe('report while the answer of a delivered send is on its way', () => {
  test('the notice before is known to be delivered, and the ledger is not asked again', async () => {
    const story = await begin('Tue 10:00');
    world().watch.after = once('send', async () => {
      await story.stage('final-decision');
      await signalTakenUp(story, 3);
    });
    await story.stage('preliminary-approval');
    await story.ends();
    expect((await story.notices()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    expect(await story.facts('notice-finished')).toEqual([{ state: 'delivered' }, { state: 'delivered' }]);
    // The application's report and those of two stages.
    expect((await story.history()).of('EVENT_TYPE_MARKER_RECORDED')).toHaveLength(3);
    await quiet(story);
  });
});

describe('report while held', () => {
  test('a final decision ends the held approval, and alone goes out in the morning', async () => {
    const story = await begin('Tue 22:30');
    await story.stage('preliminary-approval');
    await story.stands('preliminary-approval', 'held');
    await story.stage('final-decision');
    await story.stands('preliminary-approval', 'superseded');
    await world().clock.passTo(world().clock.next('Wed 9:05'));
    await story.ends();
    expect((await story.notices()).map(({ state }) => state)).toEqual(['superseded', 'delivered']);
    expect(story.accepted().map(({ templateCode }) => templateCode)).toEqual(['SMS_APPROVED']);
    await quiet(story);
  });

  test('one that comes as the held notice wakes: the notice ends before its call, not after', async () => {
    const story = await begin('Tue 22:30');
    await story.stage('preliminary-approval');
    await story.stands('preliminary-approval', 'held');
    world().watch.before = once('send', () => story.stage('final-decision'));
    await world().clock.passTo(world().clock.next('Wed 9:05'));
    await story.ends();
    expect((await story.notices()).map(({ state }) => state)).toEqual(['superseded', 'delivered']);
    expect(story.accepted().map(({ templateCode }) => templateCode)).toEqual(['SMS_APPROVED']);
    await quiet(story);
  });
});

describe('withdrawal mid-send', () => {
  test.each([true, false])(
    'before the intent is committed nothing is sent (the story knows of it: %s)',
    async (knows) => {
      const story = await begin('Tue 10:00');
      world().watch.before = once('send', async () => {
        await story.withdraw();
        if (knows) await signalTakenUp(story, 3);
      });
      await story.stage('final-decision');
      await story.ends();
      expect(await story.notices()).toMatchObject([{ state: 'withdrawn' }]);
      expect(await story.attempts()).toEqual([]);
      expect(story.accepted()).toEqual([]);
      expect(await story.facts('notice-finished')).toEqual([{ state: 'withdrawn' }]);
      await quiet(story);
    },
  );

  test('after the call, a failure starts no other route', async () => {
    const story = await begin('Tue 10:00');
    story.provider({ route: 'sms/aliyun', reject: 'isv.AMOUNT_NOT_ENOUGH' });
    world().watch.after = once('send', async () => {
      await story.withdraw();
      await signalTakenUp(story, 3);
    });
    await story.stage('final-decision');
    await story.ends();
    expect(await story.notices()).toMatchObject([{ state: 'withdrawn' }]);
    expect(await story.attempts()).toMatchObject([{ route: 'sms/aliyun', failure: 'provider-down' }]);
    expect(story.accepted()).toEqual([]);
    await quiet(story);
  });

  test('after the message was out, its receipt still settles it and changes nothing else', async () => {
    world().withoutLingering();
    const story = await begin('Tue 10:00');
    story.provider({ receipt: 'none' });
    await story.stage('final-decision');
    await story.stands('final-decision', 'awaiting-receipt');
    await story.withdraw();
    await story.stands('final-decision', 'withdrawn');
    expect((await story.receipt(await story.lastAttempt(), failed)).verdict).toBe('settles');
    await story.ends();
    expect(await story.notices()).toMatchObject([{ state: 'withdrawn' }]);
    expect(await story.attempts()).toMatchObject([{ settlement: 'undelivered' }]);
    expect(story.accepted()).toHaveLength(1);
    await quiet(story);
  });
});

describe('stage and withdrawal at once', () => {
  test('the stage first: its notice is withdrawn before anything is sent', async () => {
    const story = await begin('Tue 22:30');
    await story.stage('final-decision');
    await story.withdraw();
    await story.ends();
    expect(await story.notices()).toMatchObject([{ state: 'withdrawn' }]);
    expect(story.accepted()).toEqual([]);
    await quiet(story);
  });

  test('the withdrawal first: the stage is refused and owes nothing', async () => {
    const story = await begin('Tue 10:00');
    await story.withdraw();
    await expect(story.stage('final-decision')).rejects.toMatchObject({ code: 'application-withdrawn' });
    await story.ends();
    expect(await story.notices()).toEqual([]);
    expect(await story.facts('report-refused')).toHaveLength(1);
    expect(story.accepted()).toEqual([]);
  });

  test('in the same moment: one of the two holds, and never both', async () => {
    const story = await begin('Tue 22:30');
    const [stage] = await Promise.allSettled([story.stage('final-decision'), story.withdraw()]);
    await story.ends();
    const states = (await story.notices()).map(({ state }) => state);
    expect(states).toEqual(stage.status === 'fulfilled' ? ['withdrawn'] : []);
    expect(story.accepted()).toEqual([]);
    await quiet(story);
  });
});

describe('late `delivered` during the next route', () => {
  /** The first message is out and silent past its deadline. */
  async function silent(): Promise<Story> {
    world().withoutLingering();
    const story = await begin('Tue 10:00');
    story.provider({ receipt: 'none' });
    await story.stage('final-decision');
    await story.stands('final-decision', 'awaiting-receipt');
    return story;
  }

  test('while the copy is being called: the copy is out, and the notice is delivered once', async () => {
    const story = await silent();
    const first = await story.lastAttempt();
    world().watch.after = once('send', async () => {
      await story.receipt(first, { settlement: 'delivered' });
      await signalTakenUp(story, 3);
    });
    await world().clock.pass(deadlineMs);
    await story.stands('final-decision', 'delivered');
    expect(await story.attempts()).toMatchObject([
      { settlement: 'delivered' },
      { purpose: 'copy', settlement: null },
    ]);
    expect(await story.facts('notice-finished')).toEqual([{ state: 'delivered' }]);
    await quiet(story);
    await world().clock.pass(73 * hourMs);
    await story.ends();
  });

  test('while the copy is awaited: the wait ends, and a receipt of the copy is recorded too', async () => {
    const story = await silent();
    const first = await story.lastAttempt();
    await world().clock.pass(deadlineMs);
    await story.shows('the copy is awaited', ({ notices }) => notices[0]?.attempts === 2);
    await story.receipt(first, { settlement: 'delivered' });
    await story.stands('final-decision', 'delivered');
    await story.receipt(await story.lastAttempt(), { settlement: 'delivered' });
    await story.ends();
    expect((await story.attempts()).map(({ settlement }) => settlement)).toEqual(['delivered', 'delivered']);
    expect(await story.facts('notice-finished')).toEqual([{ state: 'delivered' }]);
    expect(story.accepted()).toHaveLength(2);
    await quiet(story);
  });
});

test('calendar changed while held: the day that became a holiday is waited out', async () => {
  const { configuration } = world().current;
  const policies: SendPolicies = { ...configuration.policies, 'final-decision': { sms: 'strict' } };
  world().current.configuration = { ...configuration, policies };
  const story = await begin('Tue 22:30');
  const wednesday = world().clock.next('Wed 9:00');
  await story.stage('final-decision');
  await story.stands('final-decision', 'held');
  const date = new Date(wednesday + 8 * hourMs).toISOString().slice(0, 10);
  const days = mondayToFriday({ holidays: [date], workdays: [] });
  world().current.rules = { ...world().current.rules, days };
  await world().clock.passTo(wednesday + 10 * 60_000);
  await story.stands('final-decision', 'held');
  expect(story.accepted()).toEqual([]);
  await world().clock.passTo(wednesday + 25 * hourMs);
  await story.ends();
  expect(await story.notices()).toMatchObject([{ state: 'delivered', everHeld: true }]);
  expect(story.accepted()[0]?.at).toBeGreaterThanOrEqual(wednesday + 24 * hourMs);
  expect((await story.facts('notice-held')).map((held) => held['calendar'] === days.version)).toEqual([
    false,
    true,
  ]);
  await quiet(story);
});
