/** Proposes an act, or puts down that it is done alone; in the transaction of whoever asks. */
import { randomUUID } from 'node:crypto';
import { isSameAct, subjectOf } from '../../domain/approval/act.js';
import type { ProposedAct } from '../../domain/approval/act.js';
import { actingAloneFault, isNamed, proposingFault } from '../../domain/approval/who-may.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isSamePerson } from '../../domain/human-task/human-task.js';
import { insertApproval } from '../../ledger/approval/insert.js';
import { findApproval, lockProposal } from '../../ledger/approval/row.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { moveApproval, recordStep } from '../../ledger/approval/step.js';
import type { Queryable } from '../../ledger/ledger.js';
import type { ApprovalTimes } from './world.js';

export interface Proposal {
  readonly act: ProposedAct;
  readonly actor: Actor;
  readonly applicationId?: string;
  readonly taskId?: string;
  /** Values of the applicant: sealed for the id of the approval, and the keyed digest they are known again by. */
  readonly values?: { readonly sealedFor: (approvalId: string) => Buffer; readonly digest: Buffer };
  /** Why, where it is about no application. */
  readonly reason?: string;
  /** There is no use in it any more from then on. */
  readonly uselessAt?: number;
}

/**
 * Proposes an act for somebody else to decide on. The same of the same person again is the proposal that waits. A
 * {@link Refusal} `forbidden`, or `approval-open` naming the one that waits for the same subject; one whose time is
 * over, or that `isOvertaken`, makes way.
 */
export async function proposeIn(
  tx: Queryable,
  times: ApprovalTimes,
  proposal: Proposal,
  at: number,
  isOvertaken: (open: ApprovalRow) => Promise<boolean>,
): Promise<ApprovalRow> {
  const { act, actor } = proposal;
  refuseUnnamed(actor);
  const fault = proposingFault(act.kind, actor);
  if (fault !== undefined) throw new Refusal(fault);
  const open = await lockProposal(tx, act.kind, subjectOf(act, proposal.applicationId));
  if (open !== undefined) {
    const over = open.expiresAt <= at ? 'expired' : (await isOvertaken(open)) ? 'overtaken' : undefined;
    if (over === undefined) {
      if (isSamePerson(open.proposedBy, actor.account) && isSame(open, proposal)) return open;
      throw new Refusal('approval-open', [
        `approvalId: ${open.approvalId}`,
        `proposedBy: ${open.proposedBy}`,
        `until: ${new Date(open.expiresAt).toISOString()}`,
      ]);
    }
    await moveApproval(tx, open, over, { at });
  }
  const expiresAt = Math.min(at + times.expireAfterMs[act.kind], proposal.uselessAt ?? Infinity);
  return write(tx, proposal, { at, expiresAt });
}

/**
 * Puts down that somebody does it at once and alone, to be reviewed by somebody else; a proposal of it that waits is
 * overtaken by that. A {@link Refusal} `forbidden` where they may not.
 */
export async function actAloneIn(
  tx: Queryable,
  times: ApprovalTimes,
  proposal: Proposal,
  at: number,
  why: { readonly reason?: string; readonly sealedFor?: (approvalId: string) => Buffer },
): Promise<ApprovalRow> {
  const { act, actor } = proposal;
  refuseUnnamed(actor);
  const fault = actingAloneFault(act.kind, actor);
  if (fault !== undefined) throw new Refusal(fault);
  const open = await lockProposal(tx, act.kind, subjectOf(act, proposal.applicationId));
  if (open !== undefined)
    await moveApproval(tx, open, open.expiresAt <= at ? 'expired' : 'overtaken', { at });
  const reviewBy = at + times.reviewWithinMs;
  return write(tx, proposal, { at, expiresAt: reviewBy, reviewBy, why });
}

async function write(
  tx: Queryable,
  { act, actor, applicationId, taskId, values, reason }: Proposal,
  when: {
    readonly at: number;
    readonly expiresAt: number;
    readonly reviewBy?: number;
    readonly why?: Parameters<typeof actAloneIn>[4];
  },
): Promise<ApprovalRow> {
  const approvalId = randomUUID();
  const { at, expiresAt, reviewBy, why } = when;
  const subject = subjectOf(act, applicationId);
  await insertApproval(tx, {
    approvalId,
    subject,
    act,
    proposedBy: actor.account,
    proposedAt: at,
    expiresAt,
    ...(reviewBy === undefined ? {} : { reviewBy }),
    ...(applicationId === undefined ? {} : { applicationId }),
    ...(taskId === undefined ? {} : { taskId }),
    ...(values === undefined ? {} : { sealed: values.sealedFor(approvalId), digest: values.digest }),
    ...(reason === undefined ? {} : { reason }),
  });
  const written = {
    approvalId,
    act,
    applicationId: applicationId ?? null,
    taskId: taskId ?? null,
  };
  const step = {
    at,
    staffRef: actor.account,
    ...(why?.reason === undefined ? {} : { reason: why.reason }),
    ...(why?.sealedFor === undefined ? {} : { sealed: why.sealedFor(approvalId) }),
  };
  await recordStep(
    tx,
    written,
    reviewBy === undefined ? 'proposed' : 'acted-alone',
    step,
    reviewBy === undefined ? { expiresAt } : { reviewBy },
  );
  return found(tx, approvalId);
}

async function found(tx: Queryable, approvalId: string): Promise<ApprovalRow> {
  const row = await findApproval(tx, approvalId);
  if (row === undefined) throw new Error('an approval was not written');
  return row;
}

function refuseUnnamed(actor: Actor): void {
  if (!isNamed(actor)) throw new Refusal('staff-reference');
}

const isSame = (open: ApprovalRow, { act, values, reason }: Proposal): boolean =>
  isSameAct(open.act, act) &&
  (open.reason ?? undefined) === reason &&
  (values === undefined || open.digest?.equals(values.digest) === true);
