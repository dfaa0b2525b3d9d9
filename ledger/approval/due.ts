/** What time makes of approvals: proposals end, acts done alone must have been reviewed, and none is forgotten. */
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

const most = 500;

const idsWhere = async (tx: Queryable, condition: string, at: number): Promise<string[]> => {
  const rows = await tx.query<{ approvalId: string }>(
    `SELECT approval_id AS "approvalId" FROM approval WHERE ${condition} ORDER BY number LIMIT ${most}`,
    [instant(at)],
  );
  return rows.map(({ approvalId }) => approvalId);
};

/** Proposals whose time is over. */
export const expiredProposals = (tx: Queryable, now: number): Promise<string[]> =>
  idsWhere(tx, `state = 'proposed' AND expires_at <= $1`, now);

/** Proposals about a task that was finished otherwise. */
export const proposalsOfFinishedTasks = (tx: Queryable, now: number): Promise<string[]> =>
  idsWhere(
    tx,
    `state = 'proposed' AND expires_at > $1
       AND EXISTS (SELECT FROM human_task t WHERE t.task_id = approval.task_id AND t.state <> 'open')`,
    now,
  );

/** What was done alone and is not reviewed though its time for that is over. */
export const unreviewedActs = (tx: Queryable, now: number): Promise<string[]> =>
  idsWhere(tx, `state = 'acted-alone' AND review_by <= $1`, now);

/** What was agreed to before an instant and is neither carried out nor on its way to be. */
export const forgottenActs = (tx: Queryable, before: number): Promise<string[]> =>
  idsWhere(
    tx,
    `state IN ('approved', 'acted-alone', 'reviewed') AND carried_out_at IS NULL AND came_to_nothing IS NULL
       AND state_since <= $1
       AND NOT EXISTS (SELECT FROM outbox o WHERE o.approval_id = approval.approval_id)`,
    before,
  );
