/** What somebody may do about an approval as it stands: the same rules that judge whoever tries. */
import { stateAt } from '../../domain/approval/approval.js';
import { decidingFault, reviewingFault, withdrawingFault } from '../../domain/approval/who-may.js';
import type { Actor } from '../../domain/approval/who-may.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { actOf } from './acts.js';
import { mayLook } from './reveal.js';
import type { ApprovalWorld } from './world.js';

/** To approve or reject it, take it back, review what was done alone, see what is sealed. */
export const approvalDeeds = ['decide', 'withdraw', 'review', 'reveal'] as const;
export type ApprovalDeed = (typeof approvalDeeds)[number];

export interface WhatMay {
  readonly may: readonly ApprovalDeed[];
  /** While it waits: why this very person may not decide on it, or review it. */
  readonly mayNot?: FailureCode;
}

export async function whatMay(world: ApprovalWorld, approval: ApprovalRow, actor: Actor): Promise<WhatMay> {
  const { ledger, clock } = world;
  const now = clock.now();
  const state = stateAt(approval, now);
  const isOwn = async () => (await actOf(world, approval.kind).isOwn?.(ledger, approval, actor)) === true;
  const deciding = decidingFault(approval, actor, now) ?? ((await isOwn()) ? 'approval-own' : undefined);
  const faults: Readonly<Record<ApprovalDeed, FailureCode | undefined>> = {
    decide: deciding,
    withdraw: withdrawingFault(approval, actor, now),
    review: reviewingFault(approval, actor),
    reveal: approval.applicationId !== null && mayLook(approval, actor) ? undefined : 'forbidden',
  };
  const mayNot = state === 'proposed' ? faults.decide : state === 'acted-alone' ? faults.review : undefined;
  return {
    may: approvalDeeds.filter((deed) => faults[deed] === undefined),
    ...(mayNot === undefined ? {} : { mayNot }),
  };
}
