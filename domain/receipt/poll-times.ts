/** When a provider is asked for a report that was not pushed. */

/** What an accepted attempt's questions are timed by, epoch milliseconds. */
export interface AwaitedReceipt {
  readonly answeredAt: number;
  readonly receiptDeadline: number;
  readonly receiptHorizon: number;
}

/** A provider that had nothing to tell by then will not have it later either. */
const mostPolls = 5;
/** Each question is that many times further from the acceptance than the one before. */
const growth = 4;

/**
 * When to ask next, `polls` questions having been asked by `now`: first when half of the receipt deadline is
 * past, then ever more rarely, and never close upon one that was late. Undefined once enough were asked, or
 * where the horizon comes first. With the usual three minutes: after 1.5, 6, 24 and 96 minutes and 6.4 hours.
 */
export function nextPollAt(awaited: AwaitedReceipt, polls: number, now: number): number | undefined {
  if (polls >= mostPolls) return undefined;
  const halfMs = (awaited.receiptDeadline - awaited.answeredAt) / 2;
  const planned = Math.round(awaited.answeredAt + halfMs * growth ** polls);
  const at = polls === 0 ? planned : Math.max(planned, Math.round(now + halfMs));
  return at < awaited.receiptHorizon ? at : undefined;
}
