/** `npm run bench:machine-size -- --quick`: that sizes are measured beside each other; never how fast. */
import { cpus } from 'node:os';
import type { MachineSize } from '../../../bench/machine-size/measure.js';
import { processorCounts } from '../../../bench/machine-size/processors.js';
import { quickRun, quickTimeoutMs } from '../quick.js';

jest.setTimeout(quickTimeoutMs);

test('every application costs something on each size, and each is set beside the one before', async () => {
  const { measured, progress, files } = await quickRun('machine-size', ['--lanes', '2'], { patient: true });
  const { sizes } = measured as MachineSize;
  expect(sizes.map(({ processors }) => processors)).toEqual(processorCounts());
  expect(progress).toContain('pass 1 of 1, 1 processor: ');
  for (const { blocks, buys, processors } of sizes) {
    expect(blocks).toHaveLength(1);
    expect(blocks[0]?.perSecond).toBeGreaterThan(0);
    expect(blocks[0]?.cpuMs['worker']).toBeGreaterThan(0);
    if (processors > 1) expect(buys?.throughput.pairs).toBe(1);
    else expect(buys).toBeUndefined();
  }
  expect(Object.keys(files)).toEqual(['machine-size.json', 'machine-size.md', 'machine-size.svg']);
  expect(files['machine-size.md']).toContain('over the size before it');
});

test('sizes are doublings of one processor, and all there are', () => {
  expect(processorCounts(1)).toEqual([1]);
  expect(processorCounts(6)).toEqual([1, 2, 4, 6]);
  expect(processorCounts(8)).toEqual([1, 2, 4, 8]);
  expect(processorCounts().at(-1)).toBe(cpus().length);
});
