import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identify, isRunning } from './process/identity.js';
import type { ProcessIdentity } from './process/identity.js';

/** A lock held by this process until `release`. */
export interface Lock {
  readonly release: () => void;
}

/** Another, living process holds the lock. */
export class LockHeld extends Error {
  constructor(readonly holder: ProcessIdentity) {
    super(`held by process ${holder.pid}`);
    this.name = 'LockHeld';
  }
}

/**
 * Takes a lock file, at once or not at all. A lock whose holder no longer runs is taken over.
 *
 * @throws LockHeld with the process that has it
 */
export function takeLock(path: string): Lock {
  mkdirSync(dirname(path), { recursive: true });
  const mine = identify(process.pid);
  if (mine === undefined) throw new Error('this process cannot be identified');
  const content = JSON.stringify(mine);
  const candidate = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(candidate, content, { mode: 0o600 });
  try {
    for (;;) {
      if (linked(candidate, path)) return { release: () => releaseLock(path, content) };
      const found = readHolder(path);
      if (found.holder !== undefined && isRunning(found.holder)) throw new LockHeld(found.holder);
      removeStale(path, found.content);
    }
  } finally {
    rmSync(candidate, { force: true });
  }
}

/** Takes a lock file, waiting for its living holder to let go. `onWait` is called once when it has to. */
export async function waitForLock(path: string, onWait: (holderPid: number) => void): Promise<Lock> {
  let told = false;
  for (;;) {
    try {
      return takeLock(path);
    } catch (error) {
      if (!(error instanceof LockHeld)) throw error;
      if (!told) onWait(error.holder.pid);
      told = true;
      await pause(200);
    }
  }
}

/** A link appears with its whole content or not at all, unlike a file that is created and then written. */
function linked(candidate: string, path: string): boolean {
  try {
    linkSync(candidate, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path: string): { content: string | undefined; holder: ProcessIdentity | undefined } {
  let content: string | undefined;
  try {
    content = readFileSync(path, 'utf8');
    const { pid, startTime } = JSON.parse(content) as Partial<ProcessIdentity>;
    const whole = typeof pid === 'number' && typeof startTime === 'string';
    return { content, holder: whole ? { pid, startTime } : undefined };
  } catch {
    return { content, holder: undefined };
  }
}

/** Two starts may find the same stale lock: what was moved away is put back if it turns out to be a fresh one. */
function removeStale(path: string, stale: string | undefined): void {
  const aside = `${path}.stale.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readHolder(aside).content !== stale) linked(aside, path);
  rmSync(aside, { force: true });
}

function releaseLock(path: string, content: string): void {
  if (readHolder(path).content === content) rmSync(path, { force: true });
}
