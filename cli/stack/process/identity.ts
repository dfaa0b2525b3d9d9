import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process told apart from any later one with the same pid.
 * `startTime` is opaque: ticks since boot on Linux, `ps` words elsewhere.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

/** The start time of a running process; `undefined` when there is none or it is only waiting to be reaped. */
export function startTimeOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      // Field 2 is the program's name in brackets and may hold spaces or brackets itself.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const dead = fields[0] === 'Z' || fields[0] === 'X';
      return dead ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const told = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const line = told.stdout.trim();
  return told.status !== 0 || line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
}

/** Identifies a running process; `undefined` when it is gone. */
export function identify(pid: number): ProcessIdentity | undefined {
  const startTime = startTimeOf(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

/** Whether exactly this process still runs (not merely some process with its pid). */
export function isRunning(identity: ProcessIdentity): boolean {
  return startTimeOf(identity.pid) === identity.startTime;
}
