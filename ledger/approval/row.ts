import { proposedActSchema } from '../../domain/approval/act.js';
import type { ProposedAct } from '../../domain/approval/act.js';
import type { ApprovalKind, ApprovalState, ReviewVerdict } from '../../domain/approval/approval.js';
import { isUuid } from '../../domain/ids/ids.js';
import type { Queryable } from '../ledger.js';

/** An approval: what was proposed, which never changes, and where it stands. */
export interface ApprovalRow {
  readonly approvalId: string;
  /** In the order they were made. */
  readonly number: number;
  readonly kind: ApprovalKind;
  readonly subject: string;
  readonly applicationId: string | null;
  readonly taskId: string | null;
  readonly act: ProposedAct;
  /** Values of the applicant, and their keyed digest. */
  readonly sealed: Buffer | null;
  readonly digest: Buffer | null;
  readonly reason: string | null;
  readonly proposedBy: string;
  readonly proposedAt: number;
  readonly expiresAt: number;
  readonly state: ApprovalState;
  readonly stateSince: number;
  readonly decidedBy: string | null;
  readonly reviewBy: number | null;
  readonly reviewedBy: string | null;
  readonly verdict: ReviewVerdict | null;
  readonly carriedOutAt: number | null;
  /** A code of the catalogue. */
  readonly cameToNothing: string | null;
}

/** The columns of an approval, of the table or of an alias of it. */
export const approvalColumns = (table = 'approval'): string =>
  `${table}.approval_id AS "approvalId", ${table}.number, ${table}.kind, ${table}.subject,
   ${table}.application_id AS "applicationId", ${table}.task_id AS "taskId", ${table}.act, ${table}.sealed,
   ${table}.digest, ${table}.reason, ${table}.proposed_by AS "proposedBy", ${table}.proposed_at AS "proposedAt",
   ${table}.expires_at AS "expiresAt", ${table}.state, ${table}.state_since AS "stateSince",
   ${table}.decided_by AS "decidedBy", ${table}.review_by AS "reviewBy", ${table}.reviewed_by AS "reviewedBy",
   ${table}.verdict, ${table}.carried_out_at AS "carriedOutAt", ${table}.came_to_nothing AS "cameToNothing"`;

const columns = approvalColumns();

/** What came out of `jsonb` is read like anything that comes in. */
export const approvalOf = <Row extends ApprovalRow>(row: Row): Row => ({
  ...row,
  act: proposedActSchema.parse(row.act),
});

async function approvalsWhere(
  tx: Queryable,
  condition: string,
  values: readonly unknown[],
): Promise<ApprovalRow[]> {
  const rows = await tx.query<ApprovalRow>(`SELECT ${columns} FROM approval WHERE ${condition}`, values);
  return rows.map(approvalOf);
}

/** The approval of this id; a text that is no id of ours is not put to PostgreSQL, whose log would quote it. */
export async function findApproval(tx: Queryable, approvalId: string): Promise<ApprovalRow | undefined> {
  if (!isUuid(approvalId)) return undefined;
  const [row] = await approvalsWhere(tx, 'approval_id = $1', [approvalId]);
  return row;
}

/** Finds it and holds it: who decides goes one after another. */
export async function lockApproval(tx: Queryable, approvalId: string): Promise<ApprovalRow | undefined> {
  const [row] = await approvalsWhere(tx, 'approval_id = $1 FOR UPDATE', [approvalId]);
  return row;
}

/** The proposal of a kind that waits for a subject, held; its time may be over. */
export async function lockProposal(
  tx: Queryable,
  kind: ApprovalKind,
  subject: string,
): Promise<ApprovalRow | undefined> {
  const [row] = await approvalsWhere(tx, `kind = $1 AND subject = $2 AND state = 'proposed' FOR UPDATE`, [
    kind,
    subject,
  ]);
  return row;
}

/** What an application's approvals were and are, the oldest first. */
export const approvalsOfApplication = (tx: Queryable, applicationId: string): Promise<ApprovalRow[]> =>
  approvalsWhere(tx, 'application_id = $1 ORDER BY number', [applicationId]);

/**
 * What lets a task be closed untold: agreed to by a second person, or done alone by somebody who may. Undefined where
 * there is none, or it has come to nothing.
 */
export async function agreedOfTask(tx: Queryable, taskId: string): Promise<ApprovalRow | undefined> {
  const [row] = await approvalsWhere(
    tx,
    `task_id = $1 AND state IN ('approved', 'acted-alone', 'reviewed') AND came_to_nothing IS NULL
     ORDER BY number DESC LIMIT 1`,
    [taskId],
  );
  return row;
}
