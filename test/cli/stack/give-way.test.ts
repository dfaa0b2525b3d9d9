import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { giveWay } from '../../../cli/stack/process/give-way.js';

test('a process that gives way, and its session where Linux counts by that, runs behind the others', async () => {
  const own = getPriority();
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  try {
    await once(child, 'spawn');
    const pid = child.pid ?? -1;
    expect(giveWay(pid)).toBe(true);
    expect(getPriority(pid)).toBe(Math.min(own + 10, 19));
    const group = `/proc/${pid}/autogroup`;
    if (existsSync(group)) expect(readFileSync(group, 'utf8')).toMatch(/ nice 10$/m);
    expect(getPriority()).toBe(own);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  expect(giveWay(child.pid ?? -1)).toBe(false);
});
