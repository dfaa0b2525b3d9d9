/** A notice closed untold: proposed by whoever has the task, agreed to by a second person, carried out by the story. */
import type { ProposedActOf } from '../../domain/approval/act.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { claimOf, isSamePerson } from '../../domain/human-task/human-task.js';
import { lockApplication } from '../../ledger/application/find.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { findTask } from '../../ledger/human-task/row.js';
import type { Queryable } from '../../ledger/ledger.js';
import { enqueue, relayAfterMs } from '../../ledger/outbox/outbox.js';
import { actAloneIn, proposeIn } from '../approval/propose.js';
import { sealedReason } from '../approval/reason.js';
import { tellAct } from '../approval/tell.js';
import type { Act, ActToTell, ApprovalWorld, BreakGlass } from '../approval/world.js';
import { claimIn } from './claim.js';

export interface UnreachableOrder {
  readonly actor: Actor;
  readonly breakGlass?: BreakGlass;
}

/**
 * Proposes that a task be finished as `unreachable`; whoever does not have the task takes it on by that. A supervisor who
 * breaks the glass has it finished at once, to be reviewed. Undefined where they finished it so before. A
 * {@link Refusal} as for any completion, or `approval-open`.
 */
export async function proposeUnreachable(
  world: ApprovalWorld,
  taskId: string,
  { actor, breakGlass }: UnreachableOrder,
): Promise<ApprovalRow | undefined> {
  const { ledger, clock, sealing, configuration } = world;
  const known = await findTask(ledger, taskId);
  if (known === undefined) throw new Refusal('task-unknown');
  const { approval, tell } = await ledger.transaction<{ approval?: ApprovalRow; tell?: ActToTell }>(
    async (tx) => {
      const at = clock.now();
      await lockApplication(tx, known.applicationId);
      const task = await findTask(tx, taskId);
      if (task?.outcome === 'unreachable' && isSamePerson(task.staffRef ?? '', actor.account)) return {};
      if (task?.state !== 'open') throw new Refusal('task-finished');
      const { applicationId } = task;
      const proposal = {
        act: { kind: 'unreachable', taskId, task: task.kind },
        actor,
        applicationId,
        taskId,
      } as const;
      const times = configuration.approvals;
      const claim = claimOf(task, at);
      if (claim === undefined || !isSamePerson(claim.by, actor.account))
        await claimIn(tx, task, { staffRef: actor.account, forMs: configuration.staff.claimMs, at });
      if (breakGlass === undefined)
        return { approval: await proposeIn(tx, times, proposal, at, () => Promise.resolve(false)) };
      const { reason } = breakGlass;
      const sealedFor = await sealedReason(tx, sealing, applicationId, { step: 'acted-alone', at, reason });
      const approval = await actAloneIn(tx, times, proposal, at, { sealedFor });
      return { approval, tell: await tellLater(tx, approval, at) };
    },
  );
  await tellAct(world, tell);
  return approval;
}

/** Leaves word for the story, which finishes the task; the ledger knows by then that it may. */
export const unreachableAct: Act = {
  hold: (tx, { applicationId }) => lockApplication(tx, applicationId ?? ''),
  isOvertaken: async (tx, { act }) =>
    (await findTask(tx, (act as ProposedActOf<'unreachable'>).taskId))?.state !== 'open',
  carryOut: (tx, approval, { at }) => tellLater(tx, approval, at),
};

async function tellLater(tx: Queryable, approval: ApprovalRow, at: number): Promise<ActToTell> {
  const { approvalId, proposedBy: staffRef } = approval;
  const applicationId = approval.applicationId ?? '';
  const { taskId } = approval.act as ProposedActOf<'unreachable'>;
  const message = { kind: 'approved', approvalId, taskId, staffRef } as const;
  const times = { writtenAt: at, nextAt: at + relayAfterMs };
  return { applicationId, message, outboxId: await enqueue(tx, applicationId, message, times) };
}
