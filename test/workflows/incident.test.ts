/** An incident keeps its own clock: it looks again and again, at once when told, and ends with its close. */
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { incidentChanged, incidentProgress } from '../../workflows/incident/messages.js';
import { createTimeSkippingEnvironment } from '../stack/time-skipping-server.js';
import { eventually } from './stage/eventually.js';
import { runIncident, standing } from './stage/incident.js';

const minuteMs = 60_000;
let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
}, 120_000);
afterAll(() => env.teardown());

test('it is looked at whenever a look asks for it, until it is closed', async () => {
  const { at } = await runIncident(
    env,
    (nth, now) => (nth === 5 ? { state: 'closed' } : standing(3 - Math.min(nth, 3), now + nth * minuteMs)),
    (handle) => handle.result(),
  );
  const gaps = at.slice(1).map((time, nth) => Math.round((time - (at[nth] ?? 0)) / minuteMs));
  expect(gaps).toEqual([1, 2, 3, 4]);
});

test('a change is looked at at once, and how far it is may be asked', async () => {
  let isClosed = false;
  const { at } = await runIncident(
    env,
    (_nth, now) => (isClosed ? { state: 'closed' } : standing(2, now + 24 * 60 * minuteMs)),
    async (handle, looked) => {
      await eventually('it was looked at', () => Promise.resolve(looked.length === 1 || undefined));
      await eventually(
        'it says how far it is',
        async () => (await handle.query(incidentProgress))?.untold === 2 || undefined,
      );
      await handle.signal(incidentChanged);
      await eventually('it was looked at again', () => Promise.resolve(looked.length === 2 || undefined));
      isClosed = true;
      await handle.signal(incidentChanged);
      await handle.result();
    },
  );
  expect(at).toHaveLength(3);
  expect((at.at(-1) ?? 0) - (at[0] ?? 0)).toBeLessThan(24 * 60 * minuteMs);
});

test('one that was closed before it began ends at once', async () => {
  const { at } = await runIncident(
    env,
    () => ({ state: 'closed' }),
    (handle) => handle.result(),
  );
  expect(at).toHaveLength(1);
});
