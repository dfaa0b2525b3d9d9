/** What time makes of approvals; and none that was agreed to is forgotten. */
import { raiseAlarm } from '../../ledger/alarm/raise.js';
import {
  expiredProposals,
  forgottenActs,
  proposalsOfFinishedTasks,
  unreviewedActs,
} from '../../ledger/approval/due.js';
import { lockApproval } from '../../ledger/approval/row.js';
import { moveApproval } from '../../ledger/approval/step.js';
import { enqueue } from '../../ledger/outbox/outbox.js';
import type { World } from '../world.js';

type SweptWorld = Pick<World, 'ledger' | 'clock' | 'configuration'>;

/**
 * Puts down proposals whose time is over or whose task was finished otherwise, raises an alarm for each act done alone
 * that nobody reviewed in time, and has stories told again of what was agreed to and is still not carried out: a
 * signal may be lost with the story that had it.
 */
export async function sweepApprovals(world: SweptWorld): Promise<void> {
  const { ledger, clock, configuration } = world;
  const now = clock.now();
  for (const approvalId of await expiredProposals(ledger, now)) await end(world, approvalId, 'expired');
  for (const approvalId of await proposalsOfFinishedTasks(ledger, now))
    await end(world, approvalId, 'overtaken');
  for (const approvalId of await unreviewedActs(ledger, now)) await alarm(world, approvalId);
  for (const approvalId of await forgottenActs(ledger, now - configuration.sweep.graceMs))
    await tellAgain(world, approvalId);
}

const end = ({ ledger, clock }: SweptWorld, approvalId: string, to: 'expired' | 'overtaken'): Promise<void> =>
  ledger.transaction(async (tx) => {
    const approval = await lockApproval(tx, approvalId);
    // Somebody may have decided just now.
    if (approval?.state === 'proposed') await moveApproval(tx, approval, to, { at: clock.now() });
  });

const alarm = ({ ledger, clock }: SweptWorld, approvalId: string): Promise<void> =>
  ledger.transaction(async (tx) => {
    const approval = await lockApproval(tx, approvalId);
    if (approval?.state === 'acted-alone')
      await raiseAlarm(tx, 'break-glass-unreviewed', approvalId, clock.now());
  });

const tellAgain = ({ ledger, clock }: SweptWorld, approvalId: string): Promise<void> =>
  ledger.transaction(async (tx) => {
    const approval = await lockApproval(tx, approvalId);
    if (approval?.applicationId == null || approval.taskId === null) return;
    if (approval.carriedOutAt !== null || approval.cameToNothing !== null) return;
    const { applicationId, taskId, proposedBy: staffRef } = approval;
    const at = clock.now();
    const message = { kind: 'approved', approvalId, taskId, staffRef } as const;
    await enqueue(tx, applicationId, message, { writtenAt: at, nextAt: at });
  });
