/** Finishing a task over HTTP: by the Update of a real story, or told in time that Temporal is away. */
import { Connection, WorkflowClient } from '@temporalio/client';
import { completeHumanTask } from '../../../client/task/complete.js';
import { createStories } from '../../../client/story/stories.js';
import { freePort } from '../../../cli/stack/free-port.js';
import { findTask } from '../../../ledger/human-task/row.js';
import { stories } from '../../workflows/stage/stories.js';
import type { Story } from '../../workflows/stage/story.js';
import { openBankDoorOn } from './bank-door.js';
import type { Caller, DoorChanges, OpenBankDoor } from './bank-door.js';
import { noTally } from '../../../runtime/metrics/tally.js';

const { world, begin } = stories();
const liNa: Caller = { account: 'li.na', roles: new Set(['staff'] as const) };
const wangWei: Caller = { account: 'wang.wei', roles: new Set(['staff'] as const) };

const open: OpenBankDoor[] = [];
const closeDoors = async () => {
  for (const door of open.splice(0)) await door.close();
};
afterEach(closeDoors);

async function doorTo(more: DoorChanges = {}): Promise<OpenBankDoor> {
  const { ledger, sealing, clock, logger, storiesWith } = world();
  const intake = { ledger, sealing, clock, logger, tally: noTally, stories: storiesWith() };
  const door = await openBankDoorOn(intake, {}, more);
  open.push(door);
  return door;
}

async function withStaff(): Promise<{ story: Story; taskId: string }> {
  const story = await begin('Tue 10:00');
  story.provider({ reject: 'isv.CUSTOMER_REFUSED' });
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'with-staff');
  return { story, taskId: (await story.lastTask()).taskId };
}

const complete = (door: OpenBankDoor, who: Caller, taskId: string, outcome = 'told-by-phone') =>
  door.call(who, 'POST', `/v1/tasks/${taskId}/complete`, { outcome });

test('whoever has a task finishes it through its story; the same again is answered alike, another is refused', async () => {
  const { story, taskId } = await withStaff();
  const door = await doorTo();
  await door.call(liNa, 'POST', `/v1/tasks/${taskId}/claim`);
  expect(await complete(door, wangWei, taskId)).toMatchObject({
    status: 409,
    json: { code: 'task-claimed', faults: ['claimedBy: li.na', expect.stringMatching(/^until: /)] },
  });
  const done = await complete(door, liNa, taskId);
  expect(done).toMatchObject({
    status: 200,
    json: { state: 'completed', outcome: 'told-by-phone', staffRef: 'li.na', identity: 'verified' },
  });
  await story.stands('preliminary-approval', 'completed-by-staff');
  expect((await complete(door, liNa, taskId)).json).toEqual(done.json);
  for (const other of [complete(door, liNa, taskId, 'told-in-branch'), complete(door, wangWei, taskId)])
    expect(await other).toMatchObject({ status: 409, json: { code: 'task-finished' } });
  expect(await story.facts('task-completed')).toHaveLength(1);
  expect(await story.facts('task-claimed')).toHaveLength(1);
});

test('of two who finish a task that is nobody’s one does, and that they took it on is on record', async () => {
  const { story, taskId } = await withStaff();
  const door = await doorTo();
  const answers = await Promise.all([complete(door, liNa, taskId), complete(door, wangWei, taskId)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { staffRef } = await story.lastTask();
  expect((await story.facts('task-claimed')).map((fact) => fact['staffRef'])).toEqual([staffRef]);
  expect((await story.facts('task-completed')).map((fact) => fact['staffRef'])).toEqual([staffRef]);
});

test('while Temporal is away it is said in time, the task is open and stays with whoever asked', async () => {
  const { story, taskId } = await withStaff();
  const connection = Connection.lazy({ address: `127.0.0.1:${await freePort()}` });
  const away = await doorTo({
    stories: createStories(new WorkflowClient({ connection })),
    answerWithinMs: 400,
  });
  const told = await complete(away, liNa, taskId);
  expect(told).toMatchObject({ status: 503, json: { code: 'temporal-unavailable' } });
  expect(told.headers.get('retry-after')).toBe('5');
  expect(await findTask(world().ledger, taskId)).toMatchObject({ state: 'open', claimedBy: 'li.na' });
  expect(await complete(away, wangWei, taskId)).toMatchObject({ status: 409 });
  const back = await doorTo();
  expect(await complete(back, liNa, taskId)).toMatchObject({ status: 200, json: { state: 'completed' } });
  await story.stands('preliminary-approval', 'completed-by-staff');
  // What the ledger knows needs no Temporal.
  expect(await complete(away, liNa, taskId)).toMatchObject({ status: 200, json: { state: 'completed' } });
  // What the client still tries ends with the door.
  await closeDoors();
  await connection.close();
});

test('a task whose story cannot take it up in time is finished when it can, once', async () => {
  const { story, taskId } = await withStaff();
  const { ledger, clock } = world();
  const door = await doorTo({ answerWithinMs: 300 });
  let goOn = (): void => undefined;
  const stopped = new Promise<void>((resolve) => (goOn = resolve));
  world().watch.before = (activity) => (activity === 'completeTask' ? stopped : Promise.resolve());
  expect(await complete(door, liNa, taskId)).toMatchObject({
    status: 503,
    json: { code: 'temporal-unavailable' },
  });
  goOn();
  await story.stands('preliminary-approval', 'completed-by-staff');
  expect(await complete(door, liNa, taskId)).toMatchObject({ status: 200, json: { state: 'completed' } });
  expect(await story.facts('task-completed')).toHaveLength(1);
  await expect(
    completeHumanTask(
      { ledger, clock, stories: world().storiesWith() },
      { taskId, outcome: 'told-by-letter', staffRef: 'li.na' },
      'update',
    ),
  ).rejects.toMatchObject({ code: 'task-finished' });
});
