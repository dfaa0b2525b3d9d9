/** How many of this machine's processors may be used, by this process and whatever it starts from then on. */
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

/** Doublings of one, up to all there are: 1, 2, 4, 6 on a machine of six. */
export function processorCounts(all = cpus().length): number[] {
  const counts: number[] = [];
  for (let count = 1; count < all; count *= 2) counts.push(count);
  return [...counts, all];
}

/**
 * The first so many; threads that run already are moved too. Rejected by an error in words where the system has no
 * `taskset` (util-linux).
 */
export function useProcessors(count: number): void {
  try {
    execFileSync('taskset', ['--all-tasks', '--pid', '--cpu-list', `0-${count - 1}`, String(process.pid)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (failure) {
    throw new Error('the processors to be used could not be chosen: `taskset` of util-linux is needed', {
      cause: failure,
    });
  }
}
