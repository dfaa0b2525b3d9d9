/** Reports a feed's events at their times, as the bank's loan system would. */
import { reportApplication, reportContacts, reportWithdrawal } from '../../client/intake/applications.js';
import { reportStage } from '../../client/intake/stages.js';
import type { StageTaken, StageWorld } from '../../client/intake/stages.js';
import type { ApplicationWorld } from '../../client/intake/unasked.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { FeedEvent } from '../feed/feed-event.js';

/** What everything that is fed is reported to. */
export type ReportWorld = StageWorld & ApplicationWorld;

/** What became of one reported event. */
export type Reported =
  | { readonly event: FeedEvent; readonly result: StageTaken['result'] }
  | { readonly event: FeedEvent; readonly result: 'refused'; readonly code: string }
  /** No answer after several tries: it may not have been recorded. */
  | { readonly event: FeedEvent; readonly result: 'unanswered'; readonly reason: string };

/** A loan system asks again when it got no answer. */
const mostTries = 5;

/**
 * Feeds the events (in the order of their times) counted from `startsAt`; events of one
 * application go one after another, those of different applications side by side. Resolves when
 * all are reported, or sooner if `stopping` is aborted.
 */
export async function feed(
  world: ReportWorld,
  events: readonly FeedEvent[],
  startsAt: number,
  stopping: AbortSignal,
  told: (reported: Reported) => void,
): Promise<void> {
  const lastOf = new Map<string, Promise<void>>();
  for (const event of events) {
    await pauseUntil(startsAt + event.atMs, stopping);
    if (stopping.aborted) break;
    const before = lastOf.get(event.applicationId) ?? Promise.resolve();
    lastOf.set(
      event.applicationId,
      before.then(async () => told(await reportPatiently(world, event))),
    );
  }
  await Promise.all(lastOf.values());
}

/** Reports one event, again where there was no answer; never rejects. */
export async function reportPatiently(world: ReportWorld, event: FeedEvent): Promise<Reported> {
  for (let tries = 1; ; tries += 1)
    try {
      const { result } = await report(world, event);
      return { event, result };
    } catch (failure) {
      if (failure instanceof Refusal) return { event, result: 'refused', code: failure.code };
      if (tries === mostTries)
        return { event, result: 'unanswered', reason: failure instanceof Error ? failure.name : 'unknown' };
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** tries));
    }
}

function report(world: ReportWorld, { applicationId, event, round, data }: FeedEvent): Promise<StageTaken> {
  switch (event) {
    case 'application':
      return reportApplication(world, applicationId, data);
    case 'contacts':
      return reportContacts(world, applicationId, data);
    case 'withdrawal':
      return reportWithdrawal(world, applicationId, data);
    case 'preliminary-approval':
    case 'supplementary-documents':
    case 'final-decision':
      return reportStage(world, applicationId, event, round, data);
  }
}

/** Resolves at an instant, or when stopped. */
export function pauseUntil(instant: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopping.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.max(0, instant - Date.now()));
    if (stopping.aborted) done();
    else stopping.addEventListener('abort', done, { once: true });
  });
}
