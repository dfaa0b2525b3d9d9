import type {
  TaskBecause,
  TaskClosedBecause,
  TaskKind,
  TaskOutcome,
} from '../../domain/human-task/human-task.js';
import { isUuid } from '../../domain/ids/ids.js';
import type { TaskId } from '../../domain/ids/ids.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { Queryable } from '../ledger.js';

export interface TaskRow {
  readonly taskId: TaskId;
  readonly applicationId: string;
  readonly stage: Stage | null;
  readonly round: number | null;
  readonly kind: TaskKind;
  readonly because: TaskBecause;
  readonly state: 'open' | 'completed' | 'closed';
  readonly openedAt: number;
  readonly remindAt: number;
  readonly dueAt: number;
  readonly overdueAt: number | null;
  readonly finishedAt: number | null;
  readonly outcome: TaskOutcome | null;
  readonly staffRef: string | null;
  readonly confirmedBy: string | null;
  readonly identity: 'verified' | 'not-verified' | null;
  readonly closedBecause: TaskClosedBecause | null;
  /** Who took it on last, and until when it is theirs; past that it is nobody's. */
  readonly claimedBy: string | null;
  readonly claimedAt: number | null;
  readonly claimExpiresAt: number | null;
  /** When whoever calls is to try again, and how often a call was in vain. */
  readonly callAgainAt: number | null;
  readonly callsMissed: number;
  /** That it be closed untold, where that waits for a second person; its time may be over. */
  readonly proposal: TaskProposal | null;
  /** A corrected decision of this stage, where it waits for a supervisor; its time may be over. */
  readonly correction: TaskCorrection | null;
}

/** What may soon take the place of what a task is about. */
export interface TaskCorrection {
  readonly approvalId: string;
  readonly round: number;
  readonly expiresAt: number;
}

/** A proposal about a task; instants in epoch milliseconds. */
export interface TaskProposal {
  readonly approvalId: string;
  readonly proposedBy: string;
  readonly expiresAt: number;
}

/** The columns of a task, of the table or of an alias of it. */
export const taskColumns = (table = 'human_task'): string =>
  `${table}.task_id AS "taskId", ${table}.application_id AS "applicationId", ${table}.stage, ${table}.round,
   ${table}.kind, ${table}.because, ${table}.state, ${table}.opened_at AS "openedAt", ${table}.remind_at AS "remindAt",
   ${table}.due_at AS "dueAt", ${table}.overdue_at AS "overdueAt", ${table}.finished_at AS "finishedAt",
   ${table}.outcome, ${table}.staff_ref AS "staffRef", ${table}.confirmed_by AS "confirmedBy", ${table}.identity,
   ${table}.closed_because AS "closedBecause", ${table}.claimed_by AS "claimedBy", ${table}.claimed_at AS "claimedAt",
   ${table}.claim_expires_at AS "claimExpiresAt", ${table}.call_again_at AS "callAgainAt",
   ${table}.calls_missed AS "callsMissed",
   (SELECT jsonb_build_object('approvalId', p.approval_id, 'proposedBy', p.proposed_by,
                              'expiresAt', floor(extract(epoch FROM p.expires_at) * 1000)::bigint)
      FROM approval p
     WHERE p.kind = 'unreachable' AND p.subject = ${table}.task_id::text AND p.state = 'proposed') AS proposal,
   (SELECT jsonb_build_object('approvalId', p.approval_id, 'round', p.act->'round',
                              'expiresAt', floor(extract(epoch FROM p.expires_at) * 1000)::bigint)
      FROM approval p
     WHERE p.kind = 'corrected-decision' AND p.subject = ${table}.application_id AND p.state = 'proposed'
       AND p.act->>'stage' = ${table}.stage) AS correction`;

const columns = taskColumns();

/** Open tasks, the most pressing first. */
export const openTasks = (tx: Queryable, most: number): Promise<TaskRow[]> =>
  tx.query<TaskRow>(
    `SELECT ${columns} FROM human_task WHERE state = 'open' ORDER BY due_at, task_id LIMIT $1`,
    [most],
  );

export const tasksOfApplication = (tx: Queryable, applicationId: string): Promise<TaskRow[]> =>
  tx.query<TaskRow>(
    `SELECT ${columns} FROM human_task WHERE application_id = $1 ORDER BY opened_at, task_id`,
    [applicationId],
  );

/** The task of this id; a text that is no id of ours is not put to PostgreSQL, whose log would quote it. */
export async function findTask(tx: Queryable, taskId: string): Promise<TaskRow | undefined> {
  if (!isUuid(taskId)) return undefined;
  const [row] = await tx.query<TaskRow>(`SELECT ${columns} FROM human_task WHERE task_id = $1`, [taskId]);
  return row;
}

/** The open task of a notice, or of an application's contact where no notice is given. */
export async function findOpenTask(
  tx: Queryable,
  applicationId: string,
  notice?: { stage: Stage; round: number },
): Promise<TaskRow | undefined> {
  const [row] = await tx.query<TaskRow>(
    `SELECT ${columns} FROM human_task
      WHERE application_id = $1 AND state = 'open' AND kind IN ('deliver-by-hand', 'correct-contact') AND stage IS NOT DISTINCT FROM $2 AND round IS NOT DISTINCT FROM $3`,
    [applicationId, notice?.stage ?? null, notice?.round ?? null],
  );
  return row;
}
