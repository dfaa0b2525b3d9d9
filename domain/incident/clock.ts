/** The clock of an incident: until when everybody is to be accounted for, and when somebody is reminded of it. */

/** Milliseconds. */
export interface IncidentTimes {
  /** From its opening. */
  readonly dueMs: number;
  /** Before it is due, the longest first. */
  readonly remindBeforeMs: readonly number[];
}

const hourMs = 3_600_000;

/** Where nothing else is configured: the article's bank told everybody within a day. */
export const usualIncidentTimes: IncidentTimes = {
  dueMs: 24 * hourMs,
  remindBeforeMs: [12 * hourMs, 4 * hourMs, hourMs],
};

/** How many reminders have come by an instant. */
export const remindersBy = (dueAt: number, { remindBeforeMs }: IncidentTimes, now: number): number =>
  remindBeforeMs.filter((before) => now >= dueAt - before).length;

/** The next instant at which the clock says something; undefined once it has said everything. */
export function nextStroke(
  dueAt: number,
  { remindBeforeMs }: IncidentTimes,
  now: number,
): number | undefined {
  const strokes = [...remindBeforeMs.map((before) => dueAt - before), dueAt];
  return strokes.filter((at) => at > now).sort((one, other) => one - other)[0];
}
