/** What the provider's own log says of a contender. */
import type { readLog } from '../../cli/demo/witnesses.js';

type Log = Awaited<ReturnType<typeof readLog>>;

export interface Judged {
  /** Notices that were reported. */
  readonly notices: number;
  /** Notices the provider took more than once, and those it never took. */
  readonly twice: number;
  readonly never: number;
}

/**
 * An applicant has a number of their own, and each stage its own words: together they say which notice it was. `since` leaves
 * out what was taken before, epoch milliseconds.
 */
export function judge(log: Log, notices: number, since = 0): Judged {
  const taken = new Map<string, number>();
  for (const entry of log)
    if (entry.kind === 'acceptance' && 'templateCode' in entry && entry.at >= since) {
      const notice = `${entry.phone} ${entry.templateCode}`;
      taken.set(notice, (taken.get(notice) ?? 0) + 1);
    }
  return {
    notices,
    twice: [...taken.values()].filter((times) => times > 1).length,
    never: notices - taken.size,
  };
}

/** How many messages the provider had begun to hear of by then, and did not take before. */
export const callsUnderWay = (log: Log, at: number): number =>
  log.filter(
    (entry) =>
      entry.kind === 'request' &&
      entry.operation === 'SendSms' &&
      (entry.openedAt ?? entry.at) <= at &&
      entry.at > at,
  ).length;
