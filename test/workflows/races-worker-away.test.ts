/** Races with a worker that is away. */
import { eventually } from './stage/eventually.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { world, begin } = stories();

const hourMs = 3_600_000;

/** No worker runs for two days; `act` happens at their end. */
async function twoDaysAway(story: Story, act?: () => Promise<unknown>): Promise<void> {
  await story.rests();
  const taskWaits = () =>
    eventually('a task waits for a worker', async () => {
      const last = (await story.history()).events.at(-1);
      return last?.workflowTaskScheduledEventAttributes ? true : undefined;
    });
  await world().withoutWorkers(48 * hourMs, taskWaits, act);
}

describe('worker stopped for two days over a deadline', () => {
  test('a held notice misses its morning and goes out in the next window, once', async () => {
    const story = await begin('Tue 22:30');
    await story.stage('final-decision');
    await story.stands('final-decision', 'held');
    await twoDaysAway(story);
    await story.rests();
    expect(story.accepted()).toEqual([]);
    await world().clock.passTo(world().clock.next('Fri 9:05'));
    await story.ends();
    expect(await story.notices()).toMatchObject([{ state: 'delivered' }]);
    expect(story.accepted()).toHaveLength(1);
  });

  test('a receipt that came meanwhile is taken, though its deadline is long past: no copy is sent', async () => {
    world().withoutLingering();
    const story = await begin('Tue 10:00');
    story.provider({ receipt: 'none' });
    await story.stage('final-decision');
    await story.stands('final-decision', 'awaiting-receipt');
    const attempt = await story.lastAttempt();
    await twoDaysAway(story, () => story.receipt(attempt, { settlement: 'delivered' }));
    await story.ends();
    expect(await story.notices()).toMatchObject([{ state: 'delivered' }]);
    expect(await story.attempts()).toMatchObject([{ settlement: 'delivered' }]);
    expect(story.accepted()).toHaveLength(1);
  });

  test('an open task passes reminder and due time: both are recorded once, and the alarm is raised', async () => {
    const story = await begin('Tue 10:00');
    story.provider({ reject: 'isv.CUSTOMER_REFUSED' });
    await story.stage('preliminary-approval');
    await story.stands('preliminary-approval', 'with-staff');
    const { taskId } = await story.lastTask();
    await twoDaysAway(story);
    await eventually('the due time is recorded', async () =>
      (await story.facts('task-overdue')).length > 0 ? true : undefined,
    );
    expect(await story.facts('task-reminded')).toHaveLength(1);
    expect(await story.facts('task-overdue')).toHaveLength(1);
    expect(await story.alarms(taskId)).toMatchObject([{ kind: 'task-overdue', times: 1, open: true }]);
    await story.finishTask({ taskId, outcome: 'told-by-phone' });
    await story.stands('preliminary-approval', 'completed-by-staff');
    expect(await story.alarms(taskId)).toMatchObject([{ open: false }]);
  });
});
