/** How much processor time processes have used, from /proc; of a server with all its children. */
import { readFileSync, readdirSync } from 'node:fs';

/** Linux counts in hundredths of a second whatever its clock. */
const tickMs = 10;

interface Stat {
  readonly parent: number;
  readonly ticks: number;
}

function stats(): Map<number, Stat> {
  const all = new Map<number, Stat>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)))
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = text
        .slice(text.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      // Its own time, and that of children which are gone by now.
      const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + (fields[field] ?? 0), 0);
      all.set(Number(name), { parent: fields[1] ?? 0, ticks });
    } catch {
      // It ended just now.
    }
  return all;
}

/** Milliseconds of processor time used so far by each of these processes and everything below it. */
export function processorMs<Name extends string>(pids: Readonly<Record<Name, number>>): Record<Name, number> {
  const all = stats();
  const ticksOf = (pid: number): number => {
    let ticks = all.get(pid)?.ticks ?? 0;
    for (const [child, { parent }] of all) if (parent === pid) ticks += ticksOf(child);
    return ticks;
  };
  const entries = Object.entries<number>(pids).map(([name, pid]) => [name, ticksOf(pid) * tickMs]);
  return Object.fromEntries(entries) as Record<Name, number>;
}

/** All of it an application, where it was measured by process. */
export const cpuOf = ({ cpuMs }: { readonly cpuMs: Readonly<Record<string, number>> }): number =>
  Object.values(cpuMs).reduce((sum, ms) => sum + ms, 0);
