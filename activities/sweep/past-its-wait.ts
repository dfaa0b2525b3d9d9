import type { NoticeRow } from '../../ledger/notice/find.js';
import type { World } from '../world.js';

/** Whether an unfinished notice has been silent past what it says it waits for, and past the grace. */
export function isPastItsWait({ clock, configuration }: World, notice: NoticeRow): boolean {
  // A task past its due time has an alarm of its own; the story waits on for the person.
  if (notice.finishedAt !== null || notice.state === 'with-staff') return false;
  return (notice.waitingUntil ?? 0) + configuration.sweep.graceMs <= clock.now();
}
