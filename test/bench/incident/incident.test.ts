/** `npm run bench:incident` with few attempts: that its list is whom the provider lost, and its reports are whole; never how fast. */
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { IncidentMeasured } from '../../../bench/incident/measure.js';
import { quickTimeoutMs } from '../quick.js';

const root = resolve(__dirname, '../../..');

test(
  'all that was lost is listed, and told of in the reports',
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['--require', join(root, 'test/stack/typescript.cjs'), join(root, 'bench/incident.ts')],
      ...['--attempts', '45050', '--lost', '20', '--seed', '3', '--json'],
    ]);
    // More than one stretch of time, and than one part of the list.
    const { affected, steps } = JSON.parse(stdout) as IncidentMeasured;
    expect(affected).toBe(9_020);
    for (const format of ['csv', 'html'])
      expect(steps.find(({ step }) => step === format)?.bytes).toBeGreaterThan(9_020 * 80);
    expect(steps.every(({ ms }) => ms > 0)).toBe(true);
  },
  quickTimeoutMs,
);
