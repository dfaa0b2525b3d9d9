import { setTimeout as pause } from 'node:timers/promises';
import { isRunning } from './identity.js';
import type { ProcessIdentity } from './identity.js';

/** How a process is asked to end, and how long it may take before it is made to. */
export interface Ending extends ProcessIdentity {
  /** `SIGINT` is PostgreSQL's fast shutdown; the others end on `SIGTERM`. */
  readonly signal: 'SIGTERM' | 'SIGINT' | 'SIGQUIT';
  readonly graceMs: number;
}

/** Sends a signal to the process and, where it leads one, to its group; nothing when it is gone. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isRunning(identity)) return;
  for (const target of [-identity.pid, identity.pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch {
      // No group of its own, or gone in between.
    }
  }
}

/** Ends exactly this process and resolves once it is gone: asked first, killed after `graceMs`. */
export async function endProcess(ending: Ending): Promise<void> {
  signalProcess(ending, ending.signal);
  if (await goneWithin(ending, ending.graceMs)) return;
  signalProcess(ending, 'SIGKILL');
  await goneWithin(ending, 5_000);
}

/** Resolves `true` as soon as the process is gone, `false` after `withinMs`. */
export async function goneWithin(identity: ProcessIdentity, withinMs: number): Promise<boolean> {
  const deadlineMs = Date.now() + withinMs;
  while (isRunning(identity)) {
    if (Date.now() >= deadlineMs) return false;
    await pause(20);
  }
  return true;
}
