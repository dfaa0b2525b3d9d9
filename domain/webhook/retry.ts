/** When a webhook that was not taken is sent again, and when an endpoint that takes nothing is left in peace. */

const secondMs = 1_000;
const hourMs = 3_600 * secondMs;

/**
 * Whoever has not taken a webhook after so long is not sent it any more by itself; only a try that failed gives it up, so
 * that no outage of ours does.
 */
export const giveUpAfterMs = 72 * hourMs;
/** No pause is longer, whatever an endpoint asks for. */
export const longestPauseMs = 6 * hourMs;
const longestProbeMs = 300 * secondMs;
/** An endpoint may fail so often in a row before it is sent one thing at a time. */
export const failuresInPatience = 3;

/** A fifth more or less, so that what failed together does not come again together; `chance` is 0 to 1. */
const spread = (ms: number, chance: number): number => Math.round(ms * (0.8 + 0.4 * chance));

export interface FailedTry {
  /** How often it was tried by now, this time included. */
  readonly attempts: number;
  /** Since when it is owed: since it was queued, or replayed by hand; epoch milliseconds. */
  readonly queuedAt: number;
  readonly now: number;
  /** What the endpoint asked for (`Retry-After`). */
  readonly retryAfterMs?: number;
}

/**
 * The instant of the next try: after 5, 15, 45 s … up to 6 h, not sooner than the endpoint asked, and a last time when
 * three days are over; then `give-up`.
 */
export function nextTry(
  { attempts, queuedAt, now, retryAfterMs = 0 }: FailedTry,
  chance: number,
): number | 'give-up' {
  const endsAt = queuedAt + giveUpAfterMs;
  if (now >= endsAt) return 'give-up';
  const backOffMs = Math.min(5 * secondMs * 3 ** Math.min(attempts - 1, 20), longestPauseMs);
  const waitMs = Math.max(spread(backOffMs, chance), Math.min(retryAfterMs, longestPauseMs));
  return Math.min(now + waitMs, endsAt);
}

/**
 * Until when nothing at all is sent to an endpoint that failed so often in a row: 5, 10, 20 s … up to 5 min, or what it
 * asked for. Undefined while its failures may be those of single messages.
 */
export function pauseOf(
  { failures, now, retryAfterMs }: Pick<FailedTry, 'now' | 'retryAfterMs'> & { readonly failures: number },
  chance: number,
): number | undefined {
  const askedMs = Math.min(retryAfterMs ?? 0, longestPauseMs);
  if (failures < failuresInPatience) return retryAfterMs === undefined ? undefined : now + askedMs;
  const probeMs = Math.min(5 * secondMs * 2 ** Math.min(failures - failuresInPatience, 20), longestProbeMs);
  return now + Math.max(spread(probeMs, chance), askedMs);
}

/** `Retry-After` as seconds or as a date (RFC 9110, 10.2.3), in milliseconds from now; undefined for anything else. */
export function retryAfterMsOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * secondMs;
  // Dates of HTTP alone: the parser takes much else for a date.
  const at = /GMT$/.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
