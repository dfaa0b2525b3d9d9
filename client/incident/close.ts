/** An incident is closed by two people, and only once everybody on its list is accounted for. */
import type { ProposedActOf } from '../../domain/approval/act.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import { closingFault, progressOf } from '../../domain/incident/affected.js';
import type { IncidentProgress } from '../../domain/incident/affected.js';
import { incidentName } from '../../domain/incident/incident.js';
import { resolveAlarm } from '../../ledger/alarm/raise.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { markCarriedOut } from '../../ledger/approval/step.js';
import { affectedCounts } from '../../ledger/incident/affected.js';
import { listAffected } from '../../ledger/incident/list.js';
import { findIncident, lockIncidents, markClosed, scopeOf } from '../../ledger/incident/row.js';
import type { IncidentRow } from '../../ledger/incident/row.js';
import { recordIncidentStep } from '../../ledger/incident/step.js';
import type { Queryable } from '../../ledger/ledger.js';
import { openReasonOf } from '../approval/reason.js';
import { proposeIn } from '../approval/propose.js';
import type { Act } from '../approval/world.js';
import { heldOpen } from './change.js';
import type { IncidentWorld } from './world.js';

/**
 * Proposes to close it; a second person confirms. A {@link Refusal} `incident-unknown`, `incident-closed`,
 * `incident-goes-on` while it has no end, `incident-unaccounted` naming how many are untold or undecided, or as every
 * proposal.
 */
export async function proposeClosing(
  world: IncidentWorld,
  incidentId: number,
  { actor, reason }: { readonly actor: Actor; readonly reason: unknown },
): Promise<ApprovalRow> {
  const said = openReasonOf(reason);
  const { ledger, clock, configuration } = world;
  return ledger.transaction(async (tx) => {
    const incident = await heldOpen(tx, incidentId);
    const at = clock.now();
    const { fault, progress } = await judge(tx, incident, at);
    if (fault !== undefined)
      throw new Refusal(fault, [`untold: ${progress.untold}`, `undecided: ${progress.undecided}`]);
    const proposal = { act: { kind: 'incident-close', incidentId }, actor, reason: said } as const;
    const approval = await proposeIn(tx, configuration.approvals, proposal, at, () => Promise.resolve(false));
    if (approval.proposedAt === at) {
      const detail = { approvalId: approval.approvalId, affected: progress.affected };
      await recordIncidentStep(tx, incidentId, 'close-proposed', { at, staffRef: actor.account, detail });
    }
    return approval;
  });
}

/** Brings the list up to date first: what nobody had looked for would be forgotten. */
async function judge(
  tx: Queryable,
  incident: IncidentRow,
  now: number,
): Promise<{ readonly fault: FailureCode | undefined; readonly progress: IncidentProgress }> {
  const { from, until = now } = scopeOf(incident);
  const { undecided } = await listAffected(tx, incident.incidentId, { from, until, now });
  const progress = progressOf(await affectedCounts(tx, incident.incidentId), undecided);
  return { fault: closingFault(scopeOf(incident), progress), progress };
}

/** Closes what a second person agreed to, unless somebody on the list is untold by now. */
export const incidentCloseAct: Act = {
  hold: (tx) => lockIncidents(tx),
  isOvertaken: async (tx, { act }, at) => {
    const incident = await findIncident(tx, (act as ProposedActOf<'incident-close'>).incidentId);
    return incident?.closedAt !== null || (await judge(tx, incident, at)).fault !== undefined;
  },
  carryOut: async (tx, approval, { at, confirmedBy }) => {
    const { incidentId } = approval.act as ProposedActOf<'incident-close'>;
    const { approvalId, proposedBy } = approval;
    await markClosed(tx, incidentId, { at, by: proposedBy, approvalId });
    await recordIncidentStep(tx, incidentId, 'closed', {
      at,
      staffRef: proposedBy,
      detail: { approvalId, ...(confirmedBy === undefined ? {} : { confirmedBy }) },
    });
    for (const kind of ['incident-due', 'incident-overdue'] as const)
      await resolveAlarm(tx, kind, incidentName(incidentId), at);
    await markCarriedOut(tx, approval, at);
    return undefined;
  },
};
