import { momentIn } from '../../explanation/moment.js';

const two = (count: number): string => String(count).padStart(2, '0');

/** `2026-11-30 10:00:05` on the wall of a zone; nothing where there is no instant. */
export function wallClock(timeZone: string, instant: number | undefined): string {
  if (instant === undefined) return '';
  const { year, month, day, toTheSecond } = momentIn(timeZone, instant);
  return `${year}-${two(month)}-${two(day)} ${toTheSecond}`;
}

/** Whole minutes from the one to the other; nothing while the other has not come. */
export const minutesBetween = (from: number, to: number | undefined): string =>
  to === undefined ? '' : String(Math.max(0, Math.round((to - from) / 60_000)));
