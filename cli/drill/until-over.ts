/** Watches a drill until it is over. */
import { openTasks } from '../../ledger/human-task/row.js';
import { surveyAll } from '../../ledger/notice/survey.js';
import type { Bank } from '../bank/open-bank.js';
import { pauseUntil } from '../demo/feeder.js';
import type { Reported } from '../demo/feeder.js';
import { atRest } from '../demo/witnesses.js';
import type { Stage } from './on-stage.js';
import type { Watch } from './watch.js';

/** Nothing moves any more, every notice is finished, and nobody has anything to do. */
export async function isAllDone({ ledger }: Bank): Promise<boolean> {
  if ((await openTasks(ledger, 1)).length > 0) return false;
  const survey = await surveyAll(ledger);
  return atRest(survey, Date.now()) && survey.notices.every(({ finishedAt }) => finishedAt !== null);
}

/** The longest it may take once everything is fed: then it is judged as it stands. */
const mostAfterFeedMs = 150_000;
const looksEveryMs = 250;
const saysEveryMs = 5_000;

export interface Played {
  readonly watch: Watch;
  /** What was reported until now, and how much there is to report, the last of it at an instant (epoch milliseconds). */
  readonly fed: readonly Reported[];
  readonly reports: number;
  readonly lastReportAt: number;
  /** Asked once everything was reported. */
  readonly isDone: () => Promise<boolean>;
}

/** False if it was interrupted. */
export async function untilOver({ over, tell }: Stage, played: Played): Promise<boolean> {
  const { watch, fed, reports, lastReportAt, isDone } = played;
  let saidAt = 0;
  for (;;) {
    if (over.signal.aborted) return false;
    await watch.look();
    const now = Date.now();
    if (fed.length > 0 && fed.length < reports && now - saidAt >= saysEveryMs) {
      tell('fed', `${fed.length}/${reports}`);
      saidAt = now;
    }
    if (fed.length === reports && (now >= lastReportAt + mostAfterFeedMs || (await isDone()))) return true;
    await pauseUntil(now + looksEveryMs, over.signal);
  }
}
