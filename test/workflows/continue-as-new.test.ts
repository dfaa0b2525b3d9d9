import { eventually } from './stage/eventually.js';
import type { Story } from './stage/story.js';
import { stories } from './stage/stories.js';

const { world, begin } = stories();

/** So low that the story begins a new run at every rest. */
const limits = { historyEvents: 6 };

/**
 * Waits until the run at hand continues an earlier one and has come to rest; answers its id. The story
 * itself is not asked: on this server a question put to a run that goes on in another one is never
 * answered, and holds the time still.
 */
const rests = (story: Story): Promise<string> =>
  eventually('the story goes on in a new run', async () => {
    const runId = await story.rests();
    const { events } = await story.history();
    const before = events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
    return before === '' ? undefined : runId;
  });

test('a held notice is carried over with the instant it waits for', async () => {
  const story = await begin('Tue 22:30', { limits });
  const nine = world().clock.next('Wed 9:00');
  await story.stage('final-decision');
  await rests(story);
  const { waitingUntil, state } = await story.notice('final-decision');
  expect(state).toBe('held');
  await world().clock.passTo(nine - 1_000);
  expect(story.accepted()).toEqual([]);
  await world().clock.passTo(nine + 61_000);
  await story.ends();
  expect(story.accepted()).toHaveLength(1);
  expect(story.accepted()[0]?.at).toBeGreaterThanOrEqual(waitingUntil ?? Infinity);
});

test('an open task is carried over with its deadlines: reminder and alarm come when they were due', async () => {
  const story = await begin('Tue 10:00', { limits });
  story.provider({ reject: 'isv.CUSTOMER_REFUSED' });
  await story.stage('preliminary-approval');
  await story.recorded('preliminary-approval', 'with-staff');
  const before = await rests(story);
  const { taskId, remindAt, dueAt } = await story.lastTask();
  await world().clock.pass(5 * 3_600_000);
  await story.contacts('12345');
  await eventually('a further run', async () => ((await rests(story)) === before ? undefined : true));
  expect((await story.tasks()).map(({ kind }) => kind)).toEqual(['deliver-by-hand', 'correct-contact']);
  await world().clock.passTo(remindAt - 10_000);
  expect(await story.facts('task-reminded')).toEqual([]);
  await world().clock.passTo(remindAt + 10_000);
  expect(await story.facts('task-reminded')).toEqual([{ dueAt }]);
  await world().clock.passTo(dueAt + 10_000);
  expect(await story.alarms(taskId)).toMatchObject([{ kind: 'task-overdue', times: 1 }]);
  await story.finishTask({ taskId, outcome: 'told-by-phone' });
  await story.recorded('preliminary-approval', 'completed-by-staff');
});

test('an accepted message is carried over: its receipt finds it, and nothing is sent twice', async () => {
  world().withoutLingering();
  const story = await begin('Tue 10:00', { limits });
  story.provider({ receipt: 'none' });
  await story.stage('final-decision');
  await story.recorded('final-decision', 'awaiting-receipt');
  await rests(story);
  await story.receipt(await story.lastAttempt(), { settlement: 'delivered' });
  await story.ends();
  expect(await story.notice('final-decision')).toMatchObject({ state: 'delivered' });
  expect(story.accepted()).toHaveLength(1);
});

test('an accepted message is carried over: its deadline stays what it was', async () => {
  world().withoutLingering();
  const story = await begin('Tue 10:00', { limits });
  story.provider({ route: 'sms/aliyun', receipt: 'none' });
  await story.stage('final-decision');
  await story.recorded('final-decision', 'awaiting-receipt');
  await rests(story);
  const { receiptDeadline } = await story.lastAttempt();
  await world().clock.passTo((receiptDeadline ?? 0) - 5_000);
  expect(await story.attempts()).toHaveLength(1);
  await world().clock.passTo((receiptDeadline ?? 0) + 5_000);
  await story.recorded('final-decision', 'delivered');
  expect(await story.attempts()).toMatchObject([{ settlement: 'no-receipt' }, { purpose: 'copy' }]);
});

test('reports known before are known after', async () => {
  const story = await begin('Tue 10:00', { limits });
  await story.stage('preliminary-approval');
  await story.recorded('preliminary-approval', 'delivered');
  await rests(story);
  const rows = await world().ledger.query<{ reportId: string }>(
    'SELECT report_id AS "reportId" FROM report WHERE application_id = $1',
    [story.id],
  );
  for (const { reportId } of rows) await story.handle.signal('reported', { reportId });
  await story.stage('final-decision');
  await story.ends();
  expect(story.accepted()).toHaveLength(2);
  expect(await story.facts('notice-planned')).toHaveLength(2);
});

test('however often the story goes on in a new run, what is sent is sent once', async () => {
  for (const stage of ['preliminary-approval', 'supplementary-documents', 'final-decision'] as const) {
    const story = await begin('Tue 10:00', { limits: { historyEvents: 3 } });
    await story.stage(stage);
    await story.recorded(stage, 'delivered');
    expect(story.accepted()).toHaveLength(1);
    expect(await story.attempts()).toHaveLength(1);
  }
});

// The last of this file: after it this server's time goes no faster than the machine's.
test('a message in doubt whose notice has ended is still found out in a later run', async () => {
  const story = await begin('Tue 10:00', { limits });
  story.provider({ acceptThen: 'drop', receipt: 'none' });
  await story.stage('preliminary-approval');
  await eventually('the message is in doubt', async () =>
    (await story.attempts())[0]?.outcome === 'unknown' ? true : undefined,
  );
  const before = await rests(story);
  await story.withdraw();
  await story.recorded('preliminary-approval', 'withdrawn');
  await eventually('a further run', async () => ((await rests(story)) === before ? undefined : true));
  await world().clock.pass(5_500);
  await eventually('the provider was asked', async () =>
    (await story.facts('attempt-reconciled')).length > 0 ? true : undefined,
  );
  expect(await story.facts('attempt-reconciled')).toMatchObject([{ answer: 'taken' }]);
  expect(story.accepted()).toHaveLength(1);
});
