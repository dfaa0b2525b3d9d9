import { randomUUID } from 'node:crypto';
import type { Story } from './stage/story.js';
import { eventually } from './stage/eventually.js';
import { stories } from './stage/stories.js';

const { world, begin } = stories();

const hourMs = 3_600_000;
const refuses = { reject: 'isv.CUSTOMER_REFUSED' };

/** A first approval that is with staff; the application goes on after it. */
async function withStaff(): Promise<Story> {
  const story = await begin('Tue 10:00');
  story.provider(refuses);
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'with-staff');
  return story;
}

test('staff are reminded two hours before a task is due, and a supervisor is alarmed when it is', async () => {
  const story = await withStaff();
  const { taskId, openedAt, remindAt, dueAt } = await story.lastTask();
  expect(dueAt - openedAt).toBe(24 * hourMs);
  expect(dueAt - remindAt).toBe(2 * hourMs);
  await world().clock.passTo(remindAt - 10_000);
  expect(await story.facts('task-reminded')).toEqual([]);
  await world().clock.passTo(remindAt + 10_000);
  expect(await story.facts('task-reminded')).toEqual([{ dueAt }]);
  await world().clock.passTo(dueAt - 10_000);
  expect(await story.alarms(taskId)).toEqual([]);
  await world().clock.passTo(dueAt + 10_000);
  expect(await story.facts('task-overdue')).toEqual([{ dueAt }]);
  expect(await story.alarms(taskId)).toMatchObject([{ kind: 'task-overdue', times: 1, open: true }]);

  // Days later it is still the same task, and finishing it ends the alarm.
  await world().clock.pass(72 * hourMs);
  await story.finishTask({ taskId, outcome: 'told-by-phone' });
  await story.stands('preliminary-approval', 'completed-by-staff');
  expect(await story.alarms(taskId)).toMatchObject([{ times: 1, open: false }]);
});

test('staff finish a task through the door and are answered; a second completion is refused', async () => {
  const story = await withStaff();
  const { taskId } = await story.lastTask();
  await story.finishTask({ taskId, outcome: 'told-by-phone' });
  await story.stands('preliminary-approval', 'completed-by-staff');
  expect(await story.lastTask()).toMatchObject({
    state: 'completed',
    outcome: 'told-by-phone',
    staffRef: 'li.na',
    identity: 'verified',
  });
  expect(await story.facts('notice-finished')).toEqual([{ state: 'completed-by-staff' }]);
  await expect(
    story.finishTask({ taskId, outcome: 'told-in-branch', staffRef: 'wang.wei' }),
  ).rejects.toMatchObject({ code: 'task-finished' });
  // A lost answer is asked for again: the very same is no second completion.
  await story.finishTask({ taskId, outcome: 'told-by-phone' });
  expect(await story.facts('task-completed')).toHaveLength(1);
});

test('a plain signal finishes a task too, on record as not verified', async () => {
  const story = await withStaff();
  await story.finishTask({ taskId: (await story.lastTask()).taskId, outcome: 'told-in-branch' }, 'signal');
  await story.stands('preliminary-approval', 'completed-by-staff');
  expect(await story.lastTask()).toMatchObject({ state: 'completed', identity: 'not-verified' });
});

test('`unreachable` leaves an applicant untold, so it counts once a second person agreed, by whatever way it is told', async () => {
  const story = await withStaff();
  const { taskId } = await story.lastTask();
  const alone = { taskId, outcome: 'unreachable' };
  await expect(story.finishTask(alone)).rejects.toMatchObject({ code: 'needs-second-person' });
  // Whoever tells a story may name anybody: that is no second person.
  const named = { ...alone, confirmedBy: 'wang.wei' };
  await expect(story.finishTask(named)).rejects.toMatchObject({ code: 'needs-second-person' });
  await story.finishTask(named, 'signal');
  const approvalId = await story.proposeUnreachable(taskId);
  await story.finishTask(alone, 'signal');
  await eventually('both signals came to nothing', async () =>
    (await story.facts('signal-ignored')).length === 2 ? true : undefined,
  );
  expect(await story.facts('signal-ignored')).toEqual(
    Array(2).fill({ signal: 'staffCompleted', because: 'needs-second-person' }),
  );
  await story.stands('preliminary-approval', 'with-staff');
  expect((await story.why('preliminary-approval')).en.cause).toContain('only once a second person agrees');
  await story.approve(approvalId);
  await story.stands('preliminary-approval', 'unreachable');
  expect(await story.lastTask()).toMatchObject({
    outcome: 'unreachable',
    staffRef: 'li.na',
    confirmedBy: 'wang.wei',
    identity: 'verified',
  });
  expect(await story.facts('task-completed')).toHaveLength(1);
  expect(await story.facts('approval-carried-out')).toHaveLength(1);
});

test('a task nobody knows is refused, by update as by signal, and the story goes on', async () => {
  const story = await withStaff();
  const order = { taskId: randomUUID(), outcome: 'told-by-phone', staffRef: 'li.na' };
  const { id, world: its } = story;
  expect(await its.storiesWith().completeTask(id, order)).toEqual({
    result: 'refused',
    code: 'task-unknown',
  });
  await its.storiesWith().signalCompleted(id, order);
  await story.finishTask({ taskId: (await story.lastTask()).taskId, outcome: 'told-by-phone' });
  await story.stands('preliminary-approval', 'completed-by-staff');
  expect(await story.facts('signal-ignored')).toEqual([
    { signal: 'staffCompleted', because: 'task-unknown' },
  ]);
});

test('contacts changed for the worse leave the notice with staff', async () => {
  const story = await withStaff();
  await story.contacts('12345');
  await story.shows(
    'a correction is asked for',
    ({ correctContactTaskId }) => correctContactTaskId !== undefined,
  );
  await story.stands('preliminary-approval', 'with-staff');
  expect((await story.tasks()).map(({ kind, state }) => [kind, state])).toEqual([
    ['deliver-by-hand', 'open'],
    ['correct-contact', 'open'],
  ]);
});

test('a bad contact is a task at application time; once corrected, every notice is sent by machine again', async () => {
  const story = await begin('Tue 10:00', { contacts: () => ({ mobile: '1391234' }) });
  await story.shows(
    'a correction is asked for',
    ({ correctContactTaskId }) => correctContactTaskId !== undefined,
  );
  expect(await story.lastTask()).toMatchObject({
    kind: 'correct-contact',
    because: 'bad-contact',
    state: 'open',
  });
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'with-staff');
  expect(await story.lastTask()).toMatchObject({ kind: 'deliver-by-hand', because: 'no-route' });
  expect(await story.attempts()).toEqual([]);

  await story.contacts(story.mobile);
  await story.stands('preliminary-approval', 'delivered');
  await story.shows('nothing to correct', ({ correctContactTaskId }) => correctContactTaskId === undefined);
  expect((await story.tasks()).map(({ state, closedBecause }) => [state, closedBecause])).toEqual([
    ['closed', 'contact-corrected'],
    ['closed', 'contact-corrected'],
  ]);
  expect(story.accepted()).toHaveLength(1);
});
