/** The steps of an approval: its state, a line of its own, and a line of the trail, in one transaction. */
import type { ApprovalState, ApprovalStep, ReviewVerdict } from '../../domain/approval/approval.js';
import type { EventDetail, EventKind } from '../../domain/event/event.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import { appendEvent } from '../event/append.js';
import { findTask } from '../human-task/row.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import type { ApprovalRow } from './row.js';
import { refuseCorrection } from './untaken-correction.js';

/** Who did a step, when, and what they wrote about it: in clear, or sealed where it is about an application. */
export interface StepTaken {
  readonly at: number;
  readonly staffRef?: string;
  readonly reason?: string;
  readonly sealed?: Buffer;
}

const eventOf: Readonly<Record<ApprovalStep, EventKind>> = {
  proposed: 'approval-proposed',
  approved: 'approval-approved',
  rejected: 'approval-rejected',
  expired: 'approval-expired',
  withdrawn: 'approval-withdrawn',
  overtaken: 'approval-overtaken',
  'acted-alone': 'approval-acted-alone',
  reviewed: 'approval-reviewed',
  revealed: 'approval-revealed',
  'carried-out': 'approval-carried-out',
  'came-to-nothing': 'approval-came-to-nothing',
};

/** Puts a step on record, with the approval and in the trail; `detail` adds words of our unions and instants. */
export async function recordStep(
  tx: Queryable,
  approval: Pick<ApprovalRow, 'approvalId' | 'act' | 'applicationId' | 'taskId'>,
  step: ApprovalStep,
  { at, staffRef, reason, sealed }: StepTaken,
  detail: EventDetail = {},
): Promise<void> {
  const { approvalId, act, applicationId, taskId } = approval;
  await tx.query(
    `INSERT INTO approval_step (approval_id, at, step, staff_ref, reason, sealed) VALUES ($1, $2, $3, $4, $5, $6)`,
    [approvalId, instant(at), step, staffRef ?? null, reason ?? null, sealed ?? null],
  );
  const task = taskId === null ? undefined : await findTask(tx, taskId);
  const { stage, round } =
    act.kind === 'corrected-decision' ? act : { stage: task?.stage, round: task?.round };
  await appendEvent(tx, {
    at,
    kind: eventOf[step],
    ...(applicationId === null ? {} : { applicationId }),
    ...(taskId === null ? {} : { taskId }),
    ...(stage == null || round == null ? {} : { stage, round }),
    detail: { approvalId, act: act.kind, ...(staffRef === undefined ? {} : { staffRef }), ...detail },
  });
}

/** Moves an approval that is held on to another state, and puts that on record with what follows from it. */
export async function moveApproval(
  tx: Queryable,
  approval: ApprovalRow,
  to: Exclude<ApprovalState, 'proposed' | 'acted-alone'>,
  taken: StepTaken,
  verdict?: ReviewVerdict,
): Promise<void> {
  const decided = to === 'approved' || to === 'rejected';
  // Only what changes is named: the worker, whose proposals end by time alone, may not write who decided or reviewed.
  const more = [
    ...(decided ? ['decided_by = $4'] : []),
    ...(verdict === undefined ? [] : ['reviewed_by = $4', 'verdict = $5']),
  ];
  await tx.query(
    `UPDATE approval SET ${['state = $2', 'state_since = $3', ...more].join(', ')} WHERE approval_id = $1`,
    [
      approval.approvalId,
      to,
      instant(taken.at),
      ...(more.length === 0 ? [] : [taken.staffRef ?? null]),
      ...(verdict === undefined ? [] : [verdict]),
    ],
  );
  await recordStep(tx, approval, to, taken, verdict === undefined ? {} : { verdict });
  if (to !== 'approved' && to !== 'reviewed') await refuseCorrection(tx, approval, to, taken.at);
}

/** The act was carried out; doing that again changes nothing. */
export async function markCarriedOut(tx: Queryable, approval: ApprovalRow, at: number): Promise<void> {
  const [marked] = await tx.query(
    `UPDATE approval SET carried_out_at = $2
      WHERE approval_id = $1 AND carried_out_at IS NULL AND came_to_nothing IS NULL RETURNING 1`,
    [approval.approvalId, instant(at)],
  );
  if (marked !== undefined) await recordStep(tx, approval, 'carried-out', { at });
}

/** What was agreed to could not be carried out any more: the task was finished otherwise before. */
export async function markCameToNothing(
  tx: Queryable,
  approval: ApprovalRow,
  because: FailureCode,
  at: number,
): Promise<void> {
  const [marked] = await tx.query(
    `UPDATE approval SET came_to_nothing = $2
      WHERE approval_id = $1 AND carried_out_at IS NULL AND came_to_nothing IS NULL RETURNING 1`,
    [approval.approvalId, because],
  );
  if (marked !== undefined) await recordStep(tx, approval, 'came-to-nothing', { at }, { because });
}

export interface ApprovalStepRow {
  readonly at: number;
  readonly step: ApprovalStep;
  readonly staffRef: string | null;
  readonly reason: string | null;
  readonly sealed: Buffer | null;
}

/** What was done about an approval, the oldest first. */
export const stepsOf = (tx: Queryable, approvalId: string): Promise<ApprovalStepRow[]> =>
  tx.query<ApprovalStepRow>(
    `SELECT at, step, staff_ref AS "staffRef", reason, sealed FROM approval_step
      WHERE approval_id = $1 ORDER BY step_id`,
    [approvalId],
  );
