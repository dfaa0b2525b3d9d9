import type { NoticeKey } from '../../domain/ids/ids.js';
import type { FinishedState, UnfinishedState, WaitingFor } from '../../domain/notice/state.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Moves an unfinished notice; false if it is finished (or unknown) and so stays as it is. */
export async function moveNotice(
  tx: Queryable,
  key: NoticeKey,
  to: { state: UnfinishedState; waitingFor: WaitingFor; at: number; held?: boolean },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE notice SET state = $4, waiting_for = $5, waiting_until = $6, ever_held = ever_held OR $8,
            state_since = CASE WHEN state = $4 THEN state_since ELSE $7 END
      WHERE application_id = $1 AND stage = $2 AND round = $3 AND finished_at IS NULL RETURNING 1`,
    [
      key.applicationId,
      key.stage,
      key.round,
      to.state,
      to.waitingFor.kind,
      instant(to.waitingFor.until),
      instant(to.at),
      to.held ?? false,
    ],
  );
  return rows.length === 1;
}

/** Finishes a notice for good; false if it was finished before. */
export async function finishNotice(
  tx: Queryable,
  key: NoticeKey,
  state: FinishedState,
  at: number,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE notice SET state = $4, state_since = $5, finished_at = $5, waiting_for = NULL, waiting_until = NULL
      WHERE application_id = $1 AND stage = $2 AND round = $3 AND finished_at IS NULL RETURNING 1`,
    [key.applicationId, key.stage, key.round, state, instant(at)],
  );
  return rows.length === 1;
}

/** Opens a notice again that was finished as `delivered`; false if it does not stand so. */
export async function reopenNotice(
  tx: Queryable,
  key: NoticeKey,
  to: { waitingFor: WaitingFor; at: number },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE notice SET state = 'with-staff', state_since = $4, finished_at = NULL, waiting_for = $5, waiting_until = $6
      WHERE application_id = $1 AND stage = $2 AND round = $3 AND state = 'delivered' RETURNING 1`,
    [
      key.applicationId,
      key.stage,
      key.round,
      instant(to.at),
      to.waitingFor.kind,
      instant(to.waitingFor.until),
    ],
  );
  return rows.length === 1;
}
