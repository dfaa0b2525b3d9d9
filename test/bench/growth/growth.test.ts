/** `npm run bench:growth -- --quick`: that a stack grows as told and is measured beside one that does not; never how fast. */
import type { Growth } from '../../../bench/growth/measure.js';
import { quickRun, quickTimeoutMs } from '../quick.js';

jest.setTimeout(quickTimeoutMs);

test('a stack that grows by finished and by open applications is measured beside one that stays small', async () => {
  const { measured, files } = await quickRun('growth', [], { patient: true });
  const growth = measured as Growth;
  expect(growth.steps).toMatchObject([
    { finished: 20, open: 0 },
    { finished: 40, open: 0 },
    { finished: 40, open: 5 },
  ]);
  for (const { pairs } of growth.steps) {
    expect(pairs).toHaveLength(1);
    for (const { small, large } of pairs)
      for (const block of [small, large]) {
        expect(block.applications).toBeGreaterThan(0);
        expect(block.histories.events).toMatchObject({ ACTIVITY_TASK_COMPLETED: 3 });
      }
  }
  // Copies are whole: rows of every table they have any in.
  expect(growth.steps[1]?.bytesPerApplication).toBeGreaterThan(1_000);
  expect(Object.keys(files)).toEqual(['growth-processor-time.svg', 'growth.json', 'growth.md']);
  expect(files['growth.md']).toContain('40 finished, 5 open');
});
