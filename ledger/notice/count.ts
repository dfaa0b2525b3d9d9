import type { UnfinishedState, Wait } from '../../domain/notice/state.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { Queryable } from '../ledger.js';

/** Unfinished notices of one stage that stand alike; instants in epoch milliseconds. */
export interface NoticeCount {
  readonly stage: Stage;
  readonly state: UnfinishedState;
  readonly waitingFor: Wait;
  readonly count: number;
  /** When the first of them was reported. */
  readonly oldestOwedAt: number;
  /** When the wait of one of them is over first. */
  readonly soonestUntil: number;
}

/** Every unfinished notice, counted; finished ones are not looked at. */
export const countUnfinished = (tx: Queryable): Promise<NoticeCount[]> =>
  tx.query<NoticeCount>(
    `SELECT stage, state, waiting_for AS "waitingFor", count(*) AS count, min(owed_at) AS "oldestOwedAt",
            min(waiting_until) AS "soonestUntil"
       FROM notice WHERE finished_at IS NULL GROUP BY stage, state, waiting_for`,
  );
