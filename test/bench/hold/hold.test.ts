/** `npm run bench:hold -- --quick`: that a load is held and told minute by minute; never how fast. */
import type { Hold } from '../../../bench/hold/measure.js';
import { ownProcesses } from '../../../bench/hold/idle.js';
import { quickRun, quickTimeoutMs } from '../quick.js';

jest.setTimeout(quickTimeoutMs);

test('a load is held at a share of the capacity, and what stands idle is measured', async () => {
  const { measured, progress, files } = await quickRun('hold', ['--lanes', '2', '--share', '50'], {
    patient: true,
  });
  const hold = measured as Hold;
  expect(hold.perSecond).toBeCloseTo(hold.capacity.perSecond / 2);
  expect(hold.minutes).toHaveLength(3);
  expect(progress).toContain('minute 3 of 3');
  const processes = ['temporal', 'postgres', 'worker', 'api', 'identity', 'simulator'];
  for (const { residentBytes } of hold.minutes)
    expect(Object.keys(residentBytes)).toEqual([...processes, 'loan-system']);
  expect(hold.minutes.reduce((sum, { told }) => sum + told, 0)).toBeGreaterThan(0);
  for (const name of [...ownProcesses, 'simulator'])
    expect(hold.idle.fresh[name]?.residentBytes).toBeGreaterThan(10_000_000);
  expect(Object.keys(hold.idle.afterLoad)).toEqual(processes);
  expect(Object.keys(files)).toEqual(['hold-lag.svg', 'hold-memory.svg', 'hold.json', 'hold.md']);
  expect(files['hold.md']).toContain('a stack that stands idle');
});
