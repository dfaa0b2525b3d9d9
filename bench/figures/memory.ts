/** How much memory a process has used at most, from /proc. */
import { readFileSync } from 'node:fs';

/** Bytes of the most that were resident at once (`VmHWM`), shared ones included; 0 of one that is gone. */
export const peakResidentBytes = (pid: number): number => bytesOf('VmHWM', pid);

/** Bytes that are resident now (`VmRSS`). */
export const residentBytes = (pid: number): number => bytesOf('VmRSS', pid);

function bytesOf(field: 'VmHWM' | 'VmRSS', pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, kB = '0'] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
    return Number(kB) * 1_024;
  } catch {
    return 0;
  }
}
