/** `npm run bench -- --quick`: that every rung works and says what it is to say; never how fast. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Ladder } from '../../../bench/ladder/measure.js';
import { rungs } from '../../../bench/ladder/rung.js';

const root = resolve(__dirname, '../../..');

test('every rung delivers three notices an application, by as many reports and sends', async () => {
  const output = mkdtempSync(join(tmpdir(), 'bida-ladder-'));
  try {
    const running = promisify(execFile)(
      process.execPath,
      [
        ...['--require', join(root, 'test/stack/typescript.cjs'), join(root, 'bench/ladder.ts')],
        ...['--quick', '--lanes', '2', '--seed', '11', '--output', output, '--json'],
      ],
      { maxBuffer: 2 ** 24 },
    );
    // Whatever else is tested meanwhile comes first: nothing here is about time.
    setPriority(running.child.pid ?? 0, constants.priority.PRIORITY_LOW);
    const { stdout, stderr } = await running;
    const ladder = JSON.parse(stdout) as Ladder;
    expect(stderr).toContain('seed 11');
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
    }
    expect(ladder.targets.map(({ what }) => what)).toContain('ledger commits an application');
    expect(readdirSync(output).toSorted()).toEqual([
      'ladder-processor-time.svg',
      'ladder-throughput.svg',
      'ladder.json',
      'ladder.md',
    ]);
    expect(readFileSync(join(output, 'ladder.md'), 'utf8')).toContain('| O2/O1');
    expect(readFileSync(join(output, 'ladder-throughput.svg'), 'utf8')).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect(JSON.parse(readFileSync(join(output, 'ladder.json'), 'utf8'))).toEqual(ladder);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
});
