import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from '../program.js';
import { endProcess } from '../process/ending.js';
import { identify } from '../process/identity.js';
import type { Progress } from '../progress.js';

/**
 * Clears the way for a start on this data folder: a server still running on it is ended, and a lock
 * file whose pid now belongs to some other program is removed (PostgreSQL itself would refuse to start).
 */
export async function clearLeftoverServer(dataDir: string, progress: Progress): Promise<void> {
  const lockFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(lockFile)) return;
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
  const holder = Number.isSafeInteger(pid) && pid > 0 ? identify(pid) : undefined;
  if (holder === undefined) return;
  if (await isServerOn(pid, dataDir)) {
    progress('ending a PostgreSQL that an earlier start left running');
    await endProcess({ ...holder, signal: 'SIGINT', graceMs: 10_000 });
  } else rmSync(lockFile, { force: true });
}

async function isServerOn(pid: number, dataDir: string): Promise<boolean> {
  const args =
    process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      : (await run('ps', ['-o', 'args=', '-p', String(pid)])).output.trim().split(/\s+/);
  return basename(args[0] ?? '').startsWith('postgres') && args.includes(dataDir);
}
