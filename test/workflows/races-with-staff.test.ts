/** Races in which a person takes part: each in both orders where it has two. */
import { eventually } from './stage/eventually.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';
import { signalTakenUp } from './stage/moments.js';

const { world, begin } = stories();

const deadlineMs = 181_000;

/** An approval that the provider refused, so that it is with staff. */
async function withStaff(): Promise<Story> {
  const story = await begin('Tue 10:00');
  story.provider({ reject: 'isv.CUSTOMER_REFUSED' });
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'with-staff');
  return story;
}

/** An approval that is with staff since both routes are silent. */
async function silentWithStaff(): Promise<Story> {
  world().withoutLingering();
  const story = await begin('Tue 10:00');
  story.provider({ receipt: 'none' });
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'awaiting-receipt');
  await world().clock.pass(deadlineMs);
  await story.shows('the copy is out', ({ notices }) => notices[0]?.attempts === 2);
  await world().clock.pass(deadlineMs);
  await story.stands('preliminary-approval', 'with-staff');
  return story;
}

const tasksOf = async (story: Story) =>
  (await story.tasks()).map(({ state, outcome, closedBecause }) => [state, outcome ?? closedBecause]);

describe('correction while a task is open', () => {
  test('the correction first: the task is closed, the new number is told, and staff are refused', async () => {
    const story = await withStaff();
    const { taskId } = await story.lastTask();
    world().simulator.setRules([]);
    await story.contacts('13800138000');
    await story.stands('preliminary-approval', 'delivered');
    expect(await tasksOf(story)).toEqual([['closed', 'contact-corrected']]);
    await expect(story.finishTask({ taskId, outcome: 'told-by-phone' })).rejects.toMatchObject({
      code: 'task-finished',
    });
    expect(await story.attempts()).toMatchObject([
      { contact: 'mobile@1', failure: 'blocked' },
      { contact: 'mobile@2', settlement: 'delivered' },
    ]);
    expect(await story.facts('notice-finished')).toEqual([{ state: 'delivered' }]);
  });

  test('staff first: the applicant was told, and the corrected number gets no message', async () => {
    const story = await withStaff();
    world().simulator.setRules([]);
    await story.finishTask({ taskId: (await story.lastTask()).taskId, outcome: 'told-by-phone' });
    await story.contacts('13800138000');
    await signalTakenUp(story, 3);
    await story.rests();
    await story.stands('preliminary-approval', 'completed-by-staff');
    expect(await tasksOf(story)).toEqual([['completed', 'told-by-phone']]);
    expect(await story.attempts()).toHaveLength(1);
  });
});

describe('late `delivered` during the task', () => {
  test('the receipt first: the task closes by itself, and staff are told that it is over', async () => {
    const story = await silentWithStaff();
    const { taskId } = await story.lastTask();
    await story.receipt((await story.attempts())[0] ?? (await story.lastAttempt()), {
      settlement: 'delivered',
    });
    await story.stands('preliminary-approval', 'delivered');
    expect(await tasksOf(story)).toEqual([['closed', 'delivered']]);
    expect((await story.progress()).notices[0]).not.toHaveProperty('taskId');
    await expect(story.finishTask({ taskId, outcome: 'told-by-phone' })).rejects.toMatchObject({
      code: 'task-finished',
    });
    expect(story.accepted()).toHaveLength(2);
  });

  test('staff first: the receipt is recorded, and the notice stays as they finished it', async () => {
    const story = await silentWithStaff();
    await story.finishTask({ taskId: (await story.lastTask()).taskId, outcome: 'told-by-phone' });
    const attempt = await story.lastAttempt();
    expect((await story.receipt(attempt, { settlement: 'delivered' })).verdict).toBe('settles');
    await story.stands('preliminary-approval', 'completed-by-staff');
    expect(await story.lastAttempt()).toMatchObject({ settlement: 'delivered' });
    expect(await tasksOf(story)).toEqual([['completed', 'told-by-phone']]);
    expect(await story.facts('notice-finished')).toEqual([{ state: 'completed-by-staff' }]);
    expect(await story.alarms(attempt.attemptId)).toEqual([]);
  });

  test('both at once: whoever comes first in the ledger has finished it, once', async () => {
    const story = await silentWithStaff();
    const { taskId } = await story.lastTask();
    const attempt = await story.lastAttempt();
    const [staff] = await Promise.allSettled([
      story.finishTask({ taskId, outcome: 'told-by-phone' }),
      story.receipt(attempt, { settlement: 'delivered' }),
    ]);
    const state = staff.status === 'fulfilled' ? 'completed-by-staff' : 'delivered';
    await story.stands('preliminary-approval', state);
    expect(await story.facts('notice-finished')).toEqual([{ state }]);
    expect(await tasksOf(story)).toHaveLength(1);
    expect((await story.lastTask()).state).toBe(state === 'delivered' ? 'closed' : 'completed');
  });
});

describe('two completions of one task', () => {
  test('at once by two members of staff: one is taken, the other is refused', async () => {
    const story = await withStaff();
    const { taskId } = await story.lastTask();
    const answers = await Promise.allSettled([
      story.finishTask({ taskId, outcome: 'told-by-phone', staffRef: 'li.na' }),
      story.finishTask({ taskId, outcome: 'told-in-branch', staffRef: 'wang.wei' }),
    ]);
    const refusals = answers.filter((answer) => answer.status === 'rejected');
    expect(refusals.map(({ reason }): unknown => reason)).toMatchObject([{ code: 'task-finished' }]);
    await story.stands('preliminary-approval', 'completed-by-staff');
    const phoned = answers[0].status === 'fulfilled';
    expect(await story.tasks()).toMatchObject([
      { state: 'completed', staffRef: phoned ? 'li.na' : 'wang.wei', identity: 'verified' },
    ]);
    expect(await story.facts('task-completed')).toHaveLength(1);
    expect(await story.facts('notice-finished')).toEqual([{ state: 'completed-by-staff' }]);
  });

  test('the very same twice, as after a lost answer: both are answered, one is recorded', async () => {
    const story = await withStaff();
    const order = { taskId: (await story.lastTask()).taskId, outcome: 'told-by-phone' };
    await Promise.all([story.finishTask(order), story.finishTask(order)]);
    await story.stands('preliminary-approval', 'completed-by-staff');
    expect(await story.facts('task-completed')).toHaveLength(1);
  });
});

describe('signal and Update together', () => {
  test('the signal first: its word stands as not verified, and the Update is refused', async () => {
    const story = await withStaff();
    const { taskId } = await story.lastTask();
    await story.finishTask({ taskId, outcome: 'told-in-branch', staffRef: 'wang.wei' }, 'signal');
    const late = story.finishTask({ taskId, outcome: 'told-by-phone' });
    await expect(late).rejects.toMatchObject({ code: 'task-finished' });
    await story.stands('preliminary-approval', 'completed-by-staff');
    expect(await story.tasks()).toMatchObject([{ outcome: 'told-in-branch', identity: 'not-verified' }]);
    expect(await story.facts('notice-finished')).toHaveLength(1);
  });

  test('the Update first: its word stands as verified, and the signal is on record as ignored', async () => {
    const story = await withStaff();
    const { taskId } = await story.lastTask();
    await story.finishTask({ taskId, outcome: 'told-by-phone' });
    await story.finishTask({ taskId, outcome: 'told-in-branch', staffRef: 'wang.wei' }, 'signal');
    await eventually('the signal is on record', async () =>
      (await story.facts('signal-ignored')).length > 0 ? true : undefined,
    );
    await story.stands('preliminary-approval', 'completed-by-staff');
    expect(await story.facts('signal-ignored')).toEqual([
      { signal: 'staffCompleted', because: 'task-finished' },
    ]);
    expect(await story.tasks()).toMatchObject([{ outcome: 'told-by-phone', identity: 'verified' }]);
    expect(await story.facts('task-completed')).toHaveLength(1);
  });
});
