/** What was done alone is looked at afterwards by somebody else. */
import type { ReviewVerdict } from '../../domain/approval/approval.js';
import { reviewingFault } from '../../domain/approval/who-may.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isSamePerson, isStaffRef } from '../../domain/human-task/human-task.js';
import { resolveAlarm } from '../../ledger/alarm/raise.js';
import { lockApproval } from '../../ledger/approval/row.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { moveApproval } from '../../ledger/approval/step.js';
import { existing, overOrRefused } from './decide.js';
import { writtenReason } from './reason.js';
import type { ApprovalWorld } from './world.js';

export interface Review {
  readonly verdict: ReviewVerdict;
  /** Required of an objection. */
  readonly reason?: unknown;
}

/**
 * Endorses or objects to what somebody else did alone; what was done stays done, and an objection is on record with its
 * reason. The same review again is answered alike. A {@link Refusal} `forbidden`, `approval-own` or `approval-over`.
 */
export async function review(
  world: ApprovalWorld,
  approvalId: string,
  actor: Actor,
  { verdict, reason }: Review,
): Promise<ApprovalRow> {
  const { ledger, clock, sealing } = world;
  const at = clock.now();
  if (!isStaffRef(actor.account)) throw new Refusal('staff-reference');
  if (verdict === 'objected' && reason === undefined)
    throw new Refusal('body-invalid', ['reason: expected why, of an objection']);
  const refused = await ledger.transaction(async (tx) => {
    const approval = await lockApproval(tx, approvalId);
    if (approval === undefined) throw new Refusal('approval-unknown');
    if (approval.verdict === verdict && isSamePerson(approval.reviewedBy ?? '', actor.account))
      return undefined;
    const fault = reviewingFault(approval, actor);
    if (fault !== undefined) return fault;
    const why =
      reason === undefined
        ? {}
        : await writtenReason(tx, sealing, approval, { step: 'reviewed', at, reason });
    await moveApproval(tx, approval, 'reviewed', { at, staffRef: actor.account, ...why }, verdict);
    await resolveAlarm(tx, 'break-glass-unreviewed', approvalId, at);
    return undefined;
  });
  const row = await existing(ledger, approvalId);
  if (refused !== undefined) throw overOrRefused(refused, row, at);
  return row;
}
