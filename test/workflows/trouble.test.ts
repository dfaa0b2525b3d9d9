import { eventually } from './stage/eventually.js';
import { once } from './stage/moments.js';
import type { Story } from './stage/story.js';
import { stories } from './stage/stories.js';

const { world, begin } = stories();

/** Activities that were not local ones, by name. */
async function normalActivities(story: Story): Promise<string[]> {
  const scheduled = (await story.history()).of('EVENT_TYPE_ACTIVITY_TASK_SCHEDULED');
  return scheduled.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? '');
}

/** The first so many calls of a port find the ledger away. */
const refusing = (name: string, times: number) => {
  let left = times;
  return (called: string): Promise<void> | undefined =>
    called === name && left-- > 0 ? Promise.reject(new Error('connect ECONNREFUSED')) : undefined;
};

test('while the ledger is away a report waits as a normal activity, and is taken up when it is back', async () => {
  const story = await begin('Tue 10:00');
  world().watch.before = once('takeReport', () => world().workerLedger.breakFor(7));
  await story.stage('final-decision');
  await eventually('the local activity gave up', async () =>
    (await normalActivities(story)).includes('takeReport') ? true : undefined,
  );
  expect(world().workerLedger.stillBroken).toBe(true);
  await world().clock.pass(60_000);
  await story.ends();
  expect(await normalActivities(story)).toEqual(['takeReport', 'send']);
  expect(await story.notice('final-decision')).toMatchObject({ state: 'delivered' });
  expect(story.accepted()).toHaveLength(1);
});

test('a ledger that is lost just before the call means that nothing is sent until it is back', async () => {
  const story = await begin('Tue 10:00');
  world().watch.before = once('send', () => world().workerLedger.breakFor(4));
  await story.stage('final-decision');
  await world().clock.pass(30_000);
  await story.ends();
  expect(story.accepted()).toHaveLength(1);
  expect(await story.attempts()).toHaveLength(1);
});

test('a task that staff finish while its opening is still being answered is finished for the story too', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ reject: 'isv.CUSTOMER_REFUSED' });
  world().watch.before = refusing('openTask', 3);
  world().watch.after = once('openTask', async () => {
    await story.finishTask({ taskId: (await story.lastTask()).taskId, outcome: 'told-by-phone' });
  });
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'completed-by-staff');
  expect((await story.progress()).notices[0]).not.toHaveProperty('taskId');
  expect((await story.progress()).notices[0]).not.toHaveProperty('waitingFor');
});

test('a correction that staff finish while its opening is still being answered is not waited for', async () => {
  world().watch.before = refusing('openTask', 3);
  const finishing: { now?: () => Promise<void> } = {};
  world().watch.after = once('openTask', async () => finishing.now?.());
  const story = await begin('Tue 10:00', { contacts: () => ({ mobile: '1391234' }) });
  finishing.now = async () => {
    await story.finishTask({ taskId: (await story.lastTask()).taskId, outcome: 'contact-corrected' });
  };
  await eventually('the task is finished', async () =>
    (await story.tasks())[0]?.state === 'completed' ? true : undefined,
  );
  await story.withdraw();
  await story.ends();
  expect(await story.progress()).not.toHaveProperty('correctContactTaskId');
});
