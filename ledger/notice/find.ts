import type { NoticeKey } from '../../domain/ids/ids.js';
import type { NoticeState, Wait } from '../../domain/notice/state.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { Queryable } from '../ledger.js';

export interface NoticeRow {
  readonly applicationId: string;
  readonly stage: Stage;
  readonly round: number;
  readonly reportId: string;
  readonly state: NoticeState;
  readonly stateSince: number;
  readonly waitingFor: Wait | null;
  readonly waitingUntil: number | null;
  readonly owedAt: number;
  readonly everHeld: boolean;
  readonly finishedAt: number | null;
}

/** The columns of a notice, of the table or of an alias of it. */
export const noticeColumns = (table = 'notice'): string =>
  `${table}.application_id AS "applicationId", ${table}.stage, ${table}.round, ${table}.report_id AS "reportId",
   ${table}.state, ${table}.state_since AS "stateSince", ${table}.waiting_for AS "waitingFor",
   ${table}.waiting_until AS "waitingUntil", ${table}.owed_at AS "owedAt", ${table}.ever_held AS "everHeld",
   ${table}.finished_at AS "finishedAt"`;

const columns = noticeColumns();

export const noticesOfApplication = (tx: Queryable, applicationId: string): Promise<NoticeRow[]> =>
  tx.query<NoticeRow>(
    `SELECT ${columns} FROM notice WHERE application_id = $1 ORDER BY owed_at, stage, round`,
    [applicationId],
  );

export async function findNotice(tx: Queryable, key: NoticeKey): Promise<NoticeRow | undefined> {
  const [row] = await tx.query<NoticeRow>(
    `SELECT ${columns} FROM notice WHERE application_id = $1 AND stage = $2 AND round = $3`,
    [key.applicationId, key.stage, key.round],
  );
  return row;
}

/** Finds a notice and holds it: who changes its state, or finishes it, goes one after another. */
export async function lockNotice(tx: Queryable, key: NoticeKey): Promise<NoticeRow | undefined> {
  const [row] = await tx.query<NoticeRow>(
    `SELECT ${columns} FROM notice WHERE application_id = $1 AND stage = $2 AND round = $3 FOR UPDATE`,
    [key.applicationId, key.stage, key.round],
  );
  return row;
}
