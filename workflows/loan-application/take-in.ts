/** What a late receipt does to a notice, be it under way or finished. */
import type { AttemptFact } from '../../domain/attempt/attempt.js';
import { isFinished } from '../../domain/notice/state.js';
import { supersedes } from '../../domain/report/judge.js';
import { deliver } from './deliver.js';
import type { NoticeProgress } from './state.js';
import { learn, start, wasDelivered } from './story.js';
import type { Story } from './story.js';

/**
 * Takes in what the ledger knows of an attempt by now. A bounce that took a delivery back opens the
 * notice again, unless something else has finished it.
 */
export function takeIn(story: Story, notice: NoticeProgress, fact: AttemptFact): void {
  const known = notice.attempts.find(({ attemptId }) => attemptId === fact.attemptId);
  learn(notice, fact);
  if (fact.revoked !== true || known?.revoked === true || wasDelivered(notice)) return;
  if (isFinished(notice.state) && notice.state !== 'delivered') return;
  notice.bounced = true;
  if (notice.state !== 'delivered') return; // still under way: its delivery comes upon it
  const { state } = story;
  if (state.withdrawn) notice.ending = 'withdrawn';
  else if (state.notices.some((newer) => supersedes(newer, notice))) notice.ending = 'superseded';
  notice.state = 'with-staff';
  start(story, deliver(story, notice));
}
