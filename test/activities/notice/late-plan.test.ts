/**
 * A workflow task that took too long is done again while what it asked for is still under way: its plan may come after
 * the notice has gone further, and must take nothing back.
 */
import { randomUUID } from 'node:crypto';
import { taskIdOf } from '../../../domain/ids/ids.js';
import { openRepeatingWorld } from '../send/repeat/repeating-world.js';
import type { RepeatingWorld } from '../send/repeat/repeating-world.js';

let world: RepeatingWorld;
beforeAll(async () => {
  world = await openRepeatingWorld();
  world.time.now = Date.parse('2026-11-02T02:00:00.123Z');
  world.simulator.setRules([{ action: { receipt: 'none' } }]);
});
afterAll(() => world.close());

test('what staff have in hand stays theirs, and its story is told so', async () => {
  const order = await world.ordered();
  const { notice } = order;
  const task = { taskId: taskIdOf(randomUUID()), applicationId: notice.applicationId, notice } as const;
  const ordered = { ...task, kind: 'deliver-by-hand', because: 'unknown-outcome' } as const;
  await world.story.openTask(ordered);
  expect(await world.story.planNotice({ notice })).toEqual({ next: 'staff', because: 'unknown-outcome' });
  expect(await world.notice(order)).toMatchObject({ state: 'with-staff', waitingFor: 'staff' });
  expect(await world.facts(order, 'notice-planned')).toEqual([]);
  // Its story asks for a task of its own, and gets the one there is.
  const again = await world.story.openTask({ ...ordered, taskId: taskIdOf(randomUUID()) });
  expect(again.taskId).toBe(task.taskId);
  // Once staff cannot do it without a better contact, it is planned as ever.
  await world.story.closeTask({ taskId: task.taskId, because: 'contact-corrected' });
  expect(await world.story.planNotice({ notice })).toMatchObject({ next: 'send' });
  expect(await world.notice(order)).toMatchObject({ state: 'sending' });
});

test('what waits for its receipt goes on waiting', async () => {
  const order = await world.ordered();
  await world.send(order);
  const waiting = await world.notice(order);
  expect(waiting).toMatchObject({ state: 'awaiting-receipt' });
  expect(await world.story.planNotice({ notice: order.notice })).toMatchObject({ next: 'send' });
  expect(await world.notice(order)).toEqual(waiting);
});
