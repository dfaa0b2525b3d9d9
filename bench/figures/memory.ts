/** How much memory a process has used at most, from /proc. */
import { readFileSync } from 'node:fs';

/** Bytes of the most that were resident at once (`VmHWM`), shared ones included; 0 of one that is gone. */
export function peakResidentBytes(pid: number): number {
  try {
    const [, kB = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kB) * 1_024;
  } catch {
    return 0;
  }
}
