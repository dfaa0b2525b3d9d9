/** How far a replay is, in one line: reports are its work, so they tell how long it still takes. */
export interface Passed {
  readonly reported: number;
  readonly reports: number;
  /** The log's own instant, epoch milliseconds. */
  readonly loggedAt: number;
  readonly elapsedMs: number;
}

/** `2011-10-04 09:12  1204 of 2914 reports  0:48 gone, about 1:08 left`, in the log's zone. */
export function progressLine({ reported, reports, loggedAt, elapsedMs }: Passed, timeZone: string): string {
  const at = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    loggedAt,
  );
  const leftMs = reported === 0 ? undefined : (elapsedMs / reported) * (reports - reported);
  const left =
    leftMs === undefined
      ? ''
      : reported === reports
        ? ', the last notices are being finished'
        : `, about ${minutes(leftMs)} left`;
  return `${at}  ${reported} of ${reports} reports  ${minutes(elapsedMs)} gone${left}`;
}

/** `1:08`. */
function minutes(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
