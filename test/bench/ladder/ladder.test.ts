/** `npm run bench -- --quick`: that every rung works and says what it is to say; never how fast. */
import type { Ladder } from '../../../bench/ladder/measure.js';
import { rungs } from '../../../bench/ladder/rung.js';
import { quickRun, quickTimeoutMs } from '../quick.js';

jest.setTimeout(quickTimeoutMs);

test('every rung delivers three notices an application, by as many reports and sends', async () => {
  const { measured, progress, files } = await quickRun('ladder', ['--lanes', '2'], { patient: true });
  const ladder = measured as Ladder;
  expect(progress).toContain('seed 11');
  expect(ladder.passes).toHaveLength(1);
  for (const rung of rungs) {
    const block = ladder.passes[0]?.[rung];
    expect(block?.applications).toBeGreaterThan(0);
    expect(block?.histories.events).toMatchObject({
      WORKFLOW_EXECUTION_COMPLETED: 1,
      ACTIVITY_TASK_COMPLETED: 3,
      WORKFLOW_EXECUTION_SIGNALED: rung === 'S0' ? 3 : 4,
    });
    expect(block?.histories.events['MARKER_RECORDED']).toBeGreaterThanOrEqual(rung === 'S0' ? 3 : 4);
    expect(block?.cpuMs['temporal']).toBeGreaterThan(0);
    expect(block?.peakBytes['worker']).toBeGreaterThan(10_000_000);
    // Bare workflows have no ledger, apart from the one whose commits are as many as ours.
    expect((block?.commits ?? 0) > 1).toBe(rung === 'F1' || rung === 'O1' || rung === 'O2');
    expect((block?.stepCommits ?? 0) > 1).toBe(rung === 'O1' || rung === 'O2');
  }
  expect(ladder.targets.map(({ what }) => what)).toContain('ledger commits for the steps of an application');
  expect(Object.keys(files)).toEqual([
    'ladder-processor-time.svg',
    'ladder-throughput.svg',
    'ladder.json',
    'ladder.md',
  ]);
  expect(files['ladder.md']).toContain('| O2/O1');
  expect(files['ladder-throughput.svg']).toMatch(/^<svg [^]*<\/svg>\n$/);
  expect(JSON.parse(files['ladder.json'] ?? '')).toEqual(ladder);
});
