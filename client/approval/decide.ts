/** The second pair of eyes: an act is approved and carried out with it, rejected, or taken back. */
import { decidingFault, isNamed, withdrawingFault } from '../../domain/approval/who-may.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import { stateAt } from '../../domain/approval/approval.js';
import { isSamePerson } from '../../domain/human-task/human-task.js';
import { findApproval, lockApproval } from '../../ledger/approval/row.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { moveApproval } from '../../ledger/approval/step.js';
import type { Queryable } from '../../ledger/ledger.js';
import { actOf } from './acts.js';
import { writtenReason } from './reason.js';
import { tellAct } from './tell.js';
import type { Act, ActToTell, ApprovalWorld } from './world.js';

/**
 * Agrees to what somebody else proposed. Decision and act are one commit; what a story does is told to it after that,
 * by the relay where Temporal is away. The same person again is answered alike. A {@link Refusal} `forbidden`,
 * `approval-own`, `approval-over`, `approval-overtaken`, or whatever the act itself is refused with.
 */
export async function approve(world: ApprovalWorld, approvalId: string, actor: Actor): Promise<ApprovalRow> {
  const { ledger, clock } = world;
  const at = clock.now();
  const kind = (await existing(ledger, approvalId)).kind;
  const decided = await ledger.transaction((tx) => approveIn(tx, actOf(world, kind), approvalId, actor, at));
  // What it came to is on record also where it is refused.
  if ('refused' in decided) throw overOrRefused(decided.refused, await existing(ledger, approvalId), at);
  await tellAct(world, decided.tell);
  return existing(ledger, approvalId);
}

/** Decides within a transaction; an act that is overtaken, or whose time is over, is put on record as that. */
export async function approveIn(
  tx: Queryable,
  act: Act,
  approvalId: string,
  actor: Actor,
  at: number,
): Promise<{ readonly refused: FailureCode } | { readonly tell?: ActToTell }> {
  const approval = await held(tx, act, approvalId, actor);
  if (approval.state === 'approved' && isSamePerson(approval.decidedBy ?? '', actor.account)) return {};
  const fault = decidingFault(approval, actor, at);
  if (fault === 'approval-over' && stateAt(approval, at) === 'expired' && approval.state === 'proposed') {
    await moveApproval(tx, approval, 'expired', { at });
    return { refused: fault };
  }
  if (fault !== undefined) return { refused: fault };
  if ((await act.isOwn?.(tx, approval, actor)) === true) return { refused: 'approval-own' };
  if (await act.isOvertaken(tx, approval, at)) {
    await moveApproval(tx, approval, 'overtaken', { at });
    return { refused: 'approval-overtaken' };
  }
  await moveApproval(tx, approval, 'approved', { at, staffRef: actor.account });
  const tell = await act.carryOut(tx, approval, { at, confirmedBy: actor.account });
  return tell === undefined ? {} : { tell };
}

/** Says no to what somebody else proposed, and why. Refused as {@link approve} is. */
export const reject = (
  world: ApprovalWorld,
  approvalId: string,
  actor: Actor,
  reason: unknown,
): Promise<ApprovalRow> => end(world, approvalId, actor, { to: 'rejected', fault: decidingFault, reason });

/** Takes one's own proposal back; the same again is answered alike. */
export const withdraw = (world: ApprovalWorld, approvalId: string, actor: Actor): Promise<ApprovalRow> =>
  end(world, approvalId, actor, { to: 'withdrawn', fault: withdrawingFault });

async function end(
  world: ApprovalWorld,
  approvalId: string,
  actor: Actor,
  {
    to,
    fault: faultOf,
    reason,
  }: {
    readonly to: 'rejected' | 'withdrawn';
    readonly fault: typeof decidingFault;
    readonly reason?: unknown;
  },
): Promise<ApprovalRow> {
  const { ledger, clock, sealing } = world;
  const at = clock.now();
  const { kind } = await existing(ledger, approvalId);
  const refused = await ledger.transaction(async (tx) => {
    const approval = await held(tx, actOf(world, kind), approvalId, actor);
    const by = to === 'rejected' ? approval.decidedBy : approval.proposedBy;
    if (approval.state === to && isSamePerson(by ?? '', actor.account)) return undefined;
    const fault = faultOf(approval, actor, at);
    if (fault !== undefined) return fault;
    const why =
      to === 'withdrawn' ? {} : await writtenReason(tx, sealing, approval, { step: to, at, reason });
    await moveApproval(tx, approval, to, { at, staffRef: actor.account, ...why });
    return undefined;
  });
  const row = await existing(ledger, approvalId);
  if (refused !== undefined) throw overOrRefused(refused, row, at);
  return row;
}

/** The approval, or a {@link Refusal} `approval-unknown`. */
export async function existing(tx: Queryable, approvalId: string): Promise<ApprovalRow> {
  const row = await findApproval(tx, approvalId);
  if (row === undefined) throw new Refusal('approval-unknown');
  return row;
}

async function held(tx: Queryable, act: Act, approvalId: string, actor: Actor): Promise<ApprovalRow> {
  if (!isNamed(actor)) throw new Refusal('staff-reference');
  await act.hold(tx, await existing(tx, approvalId));
  const approval = await lockApproval(tx, approvalId);
  if (approval === undefined) throw new Refusal('approval-unknown');
  return approval;
}

/** Whoever is too late hears what became of it, and by whom. */
export function overOrRefused(code: FailureCode, row: ApprovalRow, now: number): Refusal {
  if (code !== 'approval-over') return new Refusal(code);
  const by = row.reviewedBy ?? row.decidedBy;
  return new Refusal(code, [`state: ${stateAt(row, now)}`, ...(by === null ? [] : [`by: ${by}`])]);
}
