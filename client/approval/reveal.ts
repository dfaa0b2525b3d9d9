/** Shows whoever decides what is sealed of an approval: on record first, then shown. */
import { mayReview, rights } from '../../domain/approval/who-may.js';
import type { Actor } from '../../domain/approval/who-may.js';
import type { ApprovalStep } from '../../domain/approval/approval.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { findApplication } from '../../ledger/application/find.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { recordStep, stepsOf } from '../../ledger/approval/step.js';
import { approvalPlace, approvalStepPlace } from '../../runtime/sealing/places.js';
import { openable } from '../intake/known-application.js';
import { valuesBefore } from './before.js';
import { existing } from './decide.js';
import { sealedReason } from './reason.js';
import type { ApprovalWorld } from './world.js';

/** What was sealed: the values that are proposed, and what people wrote at each step. */
export interface RevealedApproval {
  readonly values?: unknown;
  /** What they would take the place of. */
  readonly before?: unknown;
  readonly written: readonly { readonly step: ApprovalStep; readonly by: string; readonly reason: string }[];
}

/**
 * A second pair of eyes must see what it decides on. Who saw it and when is in the trail before it is shown; why is
 * kept sealed. For whoever may decide on such, review, or proposed it; else a {@link Refusal} `forbidden`.
 */
export function revealApproval(
  { ledger, sealing, clock }: Pick<ApprovalWorld, 'ledger' | 'sealing' | 'clock'>,
  approvalId: string,
  actor: Actor,
  reason: unknown,
): Promise<RevealedApproval> {
  return ledger.transaction(async (tx) => {
    const at = clock.now();
    if (!isStaffRef(actor.account)) throw new Refusal('staff-reference');
    const approval = await existing(tx, approvalId);
    if (!mayLook(approval, actor)) throw new Refusal('forbidden');
    const { applicationId } = approval;
    const steps = await stepsOf(tx, approvalId);
    const inClear = steps.flatMap(({ step, staffRef, reason: text }) =>
      text === null ? [] : [{ step, by: staffRef ?? '', reason: text }],
    );
    if (applicationId === null) return { written: inClear };
    const { wrappedKey } = openable(await findApplication(tx, applicationId));
    const why = await sealedReason(tx, sealing, applicationId, { step: 'revealed', at, reason });
    await recordStep(tx, approval, 'revealed', { at, staffRef: actor.account, sealed: why(approvalId) });
    const dataKey = await sealing.openDataKey(wrappedKey, applicationId);
    const written = steps.flatMap(({ step, staffRef, sealed, at: then }) => {
      // Why somebody looked is nobody else's matter here.
      if (sealed === null || step === 'revealed') return [];
      const opened = sealing.open(dataKey, sealed, approvalStepPlace(approvalId, step, then));
      return [{ step, by: staffRef ?? '', reason: (opened as { reason: string }).reason }];
    });
    if (approval.sealed === null) return { written };
    const before = await valuesBefore(tx, sealing, approval, dataKey);
    const values = sealing.open(dataKey, approval.sealed, approvalPlace(approvalId));
    return { values, ...(before === undefined ? {} : { before }), written };
  });
}

/** Whether somebody may see what is sealed of an approval: who may decide on such, review it, or propose it. */
export const mayLook = ({ kind, state }: ApprovalRow, actor: Actor): boolean =>
  (mayReview(actor) && (state === 'acted-alone' || state === 'reviewed')) ||
  [...rights[kind].propose, ...rights[kind].decide].some((role) => actor.roles.has(role));
