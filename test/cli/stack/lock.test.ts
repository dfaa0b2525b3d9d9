import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LockHeld, takeLock, waitForLock } from '../../../cli/stack/lock.js';
import { identify } from '../../../cli/stack/process/identity.js';

describe('a lock', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bida-test-lock-'));
    path = join(folder, 'one.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is held by one, who is named, until it is released', () => {
    const lock = takeLock(path);
    expect(() => takeLock(path)).toThrow(new LockHeld({ pid: process.pid, startTime: '' }).message);
    lock.release();
    takeLock(path).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of a process that is gone is taken over', () => {
    const { pid } = spawnSync('true');
    writeFileSync(path, JSON.stringify({ pid, startTime: '1' }));
    takeLock(path).release();
    expect(existsSync(path)).toBe(false);
  });

  test('whose pid belongs to another process by now is taken over', () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid, startTime: 'before the last reboot' }));
    const lock = takeLock(path);
    expect(readdirSync(folder)).toEqual(['one.lock']);
    lock.release();
  });

  test('that cannot be read is taken over', () => {
    writeFileSync(path, '{"pid":');
    takeLock(path).release();
  });

  test('is waited for, and whoever waits is told for whom', async () => {
    const first = takeLock(path);
    const told: number[] = [];
    const second = waitForLock(path, (pid) => {
      told.push(pid);
      first.release();
    });
    (await second).release();
    expect(told).toEqual([process.pid]);
  });
});

test('a process is the same only with its start time', () => {
  expect(identify(process.pid)).toEqual(identify(process.pid));
  expect(identify(spawnSync('true').pid)).toBeUndefined();
});
