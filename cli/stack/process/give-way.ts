import { writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';

/** Far enough behind that what goes first has nearly all it needs of a processor both want. */
const behind = constants.priority.PRIORITY_BELOW_NORMAL;
const last = constants.priority.PRIORITY_LOW;

/**
 * Has a process, and whatever it begins, run behind others where the processor does not do for all. Call it right after
 * the start: a thread inherits what its creator had then, and on Linux each has a nice value of its own.
 *
 * Where Linux shares the processor out by session first (autogroup, sched(7)), a nice value counts within the session
 * alone; the session, which begins with 0, has one as well. Answers whether it was taken.
 */
export function giveWay(pid: number): boolean {
  try {
    setPriority(pid, Math.min(getPriority() + behind, last));
    writeFileSync(`/proc/${pid}/autogroup`, String(behind));
    return true;
  } catch (failure) {
    // No such grouping here, or another system: the nice value is all there is.
    return (failure as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
