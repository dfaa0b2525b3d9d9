/** When an applicant may be called again: quarters of an hour by day, in the bank's own time. */

export interface CallTime {
  /** ISO 8601. */
  readonly at: string;
  /** `2026-11-29` */
  readonly day: string;
  /** `09:30` */
  readonly time: string;
}

const quarterMs = 15 * 60_000;
/** How far a task may be put off; the API says so. */
const mostMs = 7 * 24 * 3_600_000;
/** Nobody is called at their dinner or in their sleep: the hours in which messages may go on any day. */
const earliest = '09:00';
const latest = '20:00';

/** Every time there is from an instant (epoch milliseconds) on, the soonest first. */
export function callTimes(now: number, timeZone: string): CallTime[] {
  const face = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const first = Math.ceil((now + 60_000) / quarterMs) * quarterMs;
  const times: CallTime[] = [];
  for (let at = first; at < now + mostMs; at += quarterMs) {
    const [day = '', time = ''] = face.format(at).split(' ');
    if (time >= earliest && time <= latest) times.push({ at: new Date(at).toISOString(), day, time });
  }
  return times;
}
