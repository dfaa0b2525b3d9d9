/** How much memory a process uses, and has used at most, from /proc. */
import { readFileSync } from 'node:fs';

/** Bytes of the most that were resident at once (`VmHWM`), shared ones included; 0 of one that is gone. */
export const peakResidentBytes = (pid: number): number => bytesOf('VmHWM', pid);

/** Bytes that are resident now (`VmRSS`). */
export const residentBytes = (pid: number): number => bytesOf('VmRSS', pid);

/** Bytes that are resident now, a page that several processes have counted with each for its part only (`Pss`). */
export const proportionalBytes = (pid: number): number => bytesOf('Pss', pid, 'smaps_rollup');

function bytesOf(field: 'VmHWM' | 'VmRSS' | 'Pss', pid: number, file = 'status'): number {
  try {
    const status = readFileSync(`/proc/${pid}/${file}`, 'utf8');
    const [, kB = '0'] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
    return Number(kB) * 1_024;
  } catch {
    return 0;
  }
}
