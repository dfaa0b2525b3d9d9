/** A bounce against a delivery that rests on acceptance alone: before it, with it and after it. */
import { once } from './stage/moments.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { world, begin } = stories();

const deadlineMs = 181_000;
const bounce = { settlement: 'undelivered', failure: 'unreachable', code: 'BOUNCED' } as const;

/** A notice whose message was accepted by a route that proves no more than that. */
async function accepted(stage: 'preliminary-approval' | 'final-decision'): Promise<Story> {
  world().withoutLingering();
  const story = await begin('Tue 10:00');
  story.provider({ receipt: 'none' });
  world().watch.after = once('send', async () => {
    await world().ledger.query(`UPDATE attempt SET evidence = 'acceptance' WHERE application_id = $1`, [
      story.id,
    ]);
  });
  await story.stage(stage);
  await story.stands(stage, 'awaiting-receipt');
  return story;
}

const kindsOf = async (story: Story) => (await story.trail()).map(({ kind }) => kind);

test('a bounce before the horizon: the attempt failed, and a person has the notice at once', async () => {
  const story = await accepted('preliminary-approval');
  expect((await story.receipt(await story.lastAttempt(), bounce)).verdict).toBe('settles');
  await story.stands('preliminary-approval', 'with-staff');
  expect(await story.attempts()).toMatchObject([{ settlement: 'undelivered', revokedAt: null }]);
  expect(await story.tasks()).toMatchObject([{ because: 'unreachable', state: 'open' }]);
  expect(await kindsOf(story)).not.toContain('notice-reopened');
});

test('a bounce just before the delivery is declared stands: nothing is called delivered', async () => {
  const story = await accepted('preliminary-approval');
  const attempt = await story.lastAttempt();
  world().watch.before = once('declareSilence', () => story.receipt(attempt, bounce).then(() => undefined));
  await world().clock.pass(deadlineMs);
  await story.stands('preliminary-approval', 'with-staff');
  expect(await story.attempts()).toMatchObject([{ settlement: 'undelivered', revokedAt: null }]);
  expect(await story.facts('notice-finished')).toEqual([]);
  expect(await story.tasks()).toHaveLength(1);
});

test.each(['just after the delivery is declared', 'long after'])(
  'a bounce %s takes it back: staff have the notice, with an alarm',
  async (when) => {
    const story = await accepted('preliminary-approval');
    const attempt = await story.lastAttempt();
    if (when === 'long after') {
      await world().clock.pass(deadlineMs);
      await story.stands('preliminary-approval', 'delivered');
      expect((await story.receipt(attempt, bounce)).verdict).toBe('revokes');
    } else {
      world().watch.after = once('declareSilence', () =>
        story.receipt(attempt, bounce).then(() => undefined),
      );
      await world().clock.pass(deadlineMs);
    }
    const { taskId } = await story
      .shows('the task is taken up', ({ notices }) => notices[0]?.taskId !== undefined)
      .then(({ notices }) => ({ taskId: notices[0]?.taskId ?? '' }));
    await story.stands('preliminary-approval', 'with-staff');
    expect(await story.tasks()).toMatchObject([
      { taskId, kind: 'deliver-by-hand', because: 'bounced', state: 'open' },
    ]);
    expect(await story.alarms(attempt.attemptId)).toMatchObject([{ kind: 'delivery-revoked', times: 1 }]);
    expect(await story.facts('notice-reopened')).toEqual([{ because: 'bounced' }]);
    expect(await story.attempts()).toMatchObject([{ settlement: 'undelivered' }]);
    await story.finishTask({ taskId, outcome: 'told-by-phone' });
    await story.stands('preliminary-approval', 'completed-by-staff');
    expect(await story.facts('notice-finished')).toEqual([
      { state: 'delivered' },
      { state: 'completed-by-staff' },
    ]);
    expect(story.accepted()).toHaveLength(1);
  },
);

test('a bounce after the story ended is given to staff in the ledger, and they finish it there', async () => {
  const story = await accepted('final-decision');
  const attempt = await story.lastAttempt();
  await world().clock.pass(deadlineMs);
  await story.stands('final-decision', 'delivered');
  expect(await story.status()).toBe('running');
  await world().clock.pass(73 * 3_600_000);
  await story.ends();
  expect((await story.receipt(attempt, bounce)).verdict).toBe('revokes');
  expect(await story.notice('final-decision')).toMatchObject({ state: 'with-staff', waitingFor: 'staff' });
  expect(await story.alarms(attempt.attemptId)).toMatchObject([{ kind: 'delivery-revoked' }]);
  const { taskId, because } = await story.lastTask();
  expect(because).toBe('bounced');
  await story.finishTask({ taskId, outcome: 'told-in-branch' });
  expect(await story.notice('final-decision')).toMatchObject({ state: 'completed-by-staff' });
  expect(await story.status()).toBe('completed');
});

test('a bounce of what a later decision has made needless opens nothing', async () => {
  const story = await accepted('preliminary-approval');
  const attempt = await story.lastAttempt();
  await world().clock.pass(deadlineMs);
  await story.stands('preliminary-approval', 'delivered');
  world().simulator.setRules([]);
  await story.stage('final-decision');
  await story.receipt(attempt, bounce);
  await story.stands('preliminary-approval', 'superseded');
  expect(await story.tasks()).toEqual([]);
  expect(await story.alarms(attempt.attemptId)).toEqual([]);
});
