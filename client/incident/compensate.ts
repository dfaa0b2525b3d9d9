/** Proposes compensation by the rule of the configuration, for a second person to agree to; then it is the loan system's. */
import { randomUUID } from 'node:crypto';
import type { ProposedActOf } from '../../domain/approval/act.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isOffered } from '../../domain/incident/compensation.js';
import type { CompensationRule } from '../../domain/incident/compensation.js';
import type { StageBody } from '../../domain/report/schemas.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { markCarriedOut } from '../../ledger/approval/step.js';
import {
  approveCompensations,
  compensationCounts,
  insertCompensations,
  proposeAgain,
} from '../../ledger/compensation/row.js';
import { affectedPages } from '../../ledger/incident/affected.js';
import type { AffectedRow } from '../../ledger/incident/affected.js';
import { offeredApplications, reportsOfNotices } from '../../ledger/incident/offerable.js';
import { listRange } from '../../ledger/incident/list-range.js';
import { findIncident, lockIncidents } from '../../ledger/incident/row.js';
import { recordIncidentStep } from '../../ledger/incident/step.js';
import { reportPlace } from '../../runtime/sealing/places.js';
import { openReasonOf } from '../approval/reason.js';
import { proposeIn } from '../approval/propose.js';
import type { Act } from '../approval/world.js';
import type { IncidentWorld } from './world.js';

const page = 500;

/**
 * Puts on the list whoever the rule names and is not on it, each applicant once an incident; those whose earlier proposal
 * came to nothing are part of this one. A {@link Refusal} `incident-unknown`, `compensation-no-rule`, `compensation-none`
 * where there is nobody to propose it for, or as every proposal.
 */
export async function proposeCompensation(
  world: IncidentWorld,
  incidentId: number,
  { actor, reason }: { readonly actor: Actor; readonly reason: unknown },
): Promise<ApprovalRow> {
  const said = openReasonOf(reason);
  const { ledger, clock, configuration } = world;
  const rule = configuration.incidents.compensation;
  if (rule === undefined) throw new Refusal('compensation-no-rule');
  if ((await findIncident(ledger, incidentId)) === undefined) throw new Refusal('incident-unknown');
  // Whoever nobody had looked for yet would be left out.
  await listRange(ledger, incidentId, clock.now());
  const named = await namedByRule(world, incidentId, rule);
  return ledger.transaction(async (tx) => {
    await lockIncidents(tx);
    const at = clock.now();
    const offered = await offeredApplications(tx, incidentId);
    const of = [...named]
      .filter((applicationId) => !offered.has(applicationId))
      .map((applicationId) => ({ compensationId: randomUUID(), applicationId }));
    const { proposed = 0, declined = 0 } = await compensationCounts(tx, incidentId);
    const count = of.length + proposed + declined;
    if (count === 0) throw new Refusal('compensation-none');
    const { offer } = rule;
    const proposal = {
      act: { kind: 'compensation', incidentId, offer, count },
      actor,
      reason: said,
    } as const;
    const approval = await proposeIn(tx, configuration.approvals, proposal, at, () => Promise.resolve(false));
    const { approvalId } = approval;
    await proposeAgain(tx, incidentId, approvalId);
    await insertCompensations(tx, { incidentId, approvalId, offer, at, of });
    if (approval.proposedAt === at)
      await recordIncidentStep(tx, incidentId, 'compensation-proposed', {
        at,
        staffRef: actor.account,
        detail: { approvalId, count, offer },
      });
    return approval;
  });
}

/** The applicants that the rule names, page by page; of a final decision the seal is opened for what was decided. */
async function namedByRule(
  { ledger, sealing, clock }: IncidentWorld,
  incidentId: number,
  rule: CompensationRule,
): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for await (const rows of affectedPages(ledger, incidentId, page)) {
    const reports = new Map(
      (await reportsOfNotices(ledger, rows)).map((report) => [keyOf(report), report] as const),
    );
    for (const row of rows) {
      const report = reports.get(keyOf(row));
      if (report === undefined) continue;
      const { applicationId, stage, owedAt, toldAt, state } = row;
      const facts = {
        stage,
        owedAt,
        isNeedless: state === 'needless',
        ...(toldAt === null ? {} : { toldAt }),
      };
      // Most are left out by what needs no seal to be opened.
      if (named.has(applicationId) || !isOffered(rule, facts, clock.now())) continue;
      const dataKey = await sealing.openDataKey(report.wrappedKey, applicationId);
      const body = sealing.open(dataKey, report.sealed, reportPlace(report.reportId)) as StageBody;
      const whole = { ...facts, ...('decision' in body ? { decision: body.decision } : {}) };
      if (isOffered(rule, whole, clock.now())) named.add(applicationId);
    }
  }
  return named;
}

const keyOf = ({
  applicationId,
  stage,
  round,
}: Pick<AffectedRow, 'applicationId' | 'stage' | 'round'>): string => `${applicationId}/${stage}/${round}`;

/** Hands to the loan system what a second person agreed to. */
export const compensationAct: Act = {
  hold: (tx) => lockIncidents(tx),
  isOvertaken: () => Promise.resolve(false),
  carryOut: async (tx, approval, { at, confirmedBy }) => {
    const { incidentId } = approval.act as ProposedActOf<'compensation'>;
    const { approvalId, proposedBy: staffRef } = approval;
    const count = await approveCompensations(tx, approvalId, at);
    const detail = { approvalId, count, ...(confirmedBy === undefined ? {} : { confirmedBy }) };
    await recordIncidentStep(tx, incidentId, 'compensation-approved', { at, staffRef, detail });
    await markCarriedOut(tx, approval, at);
    return undefined;
  },
};
