/** `npm run bench:monitor` with few attempts: that it counts what it filled; never how fast. */
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { MonitorMeasured } from '../../../bench/monitor/measure.js';
import { quickTimeoutMs } from '../quick.js';

const root = resolve(__dirname, '../../..');

test(
  'what was filled is counted by minute and place',
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['--require', join(root, 'test/stack/typescript.cjs'), join(root, 'bench/monitor.ts')],
      ...['--attempts', '5000', '--lately', '1000', '--times', '2', '--seed', '3', '--json'],
    ]);
    const measured = JSON.parse(stdout) as MonitorMeasured;
    expect(measured.attempts).toBe(5_000);
    expect(measured.rows).toBeGreaterThan(100);
    expect(measured.countMs.median).toBeGreaterThan(0);
    expect(measured.lookMs.median).toBeGreaterThanOrEqual(0);
  },
  quickTimeoutMs,
);
