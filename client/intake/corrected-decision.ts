/** A corrected decision: taken at once while nobody has heard the earlier one, else once a supervisor agrees. */
import type { ProposedActOf } from '../../domain/approval/act.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { applicationIdOf, noticeNameOf } from '../../domain/ids/ids.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import { correctedStage } from '../../domain/report/corrected-decision.js';
import type { DecidingStage } from '../../domain/report/corrected-decision.js';
import { isOvertaken } from '../../domain/report/judge.js';
import type { StageBody } from '../../domain/report/schemas.js';
import { resolveAlarm } from '../../ledger/alarm/raise.js';
import { lockApplication } from '../../ledger/application/find.js';
import { approvalsOfApplication, lockProposal } from '../../ledger/approval/row.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { markCarriedOut, moveApproval } from '../../ledger/approval/step.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { Queryable } from '../../ledger/ledger.js';
import { isHeardBefore } from '../../ledger/notice/heard-before.js';
import { resolveReported } from '../../ledger/reconciliation/alarm.js';
import { reportsOfApplication } from '../../ledger/report/find.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import { differences } from '../../runtime/canonical/differences.js';
import { approvalPlace } from '../../runtime/sealing/places.js';
import type { Sealing } from '../../runtime/sealing/sealing.js';
import { proposeIn } from '../approval/propose.js';
import type { Act, Agreed, ApprovalTimes } from '../approval/world.js';
import { lockedApplication } from './known-application.js';
import { takeStage } from './take-stage.js';
import type { ReportedStage } from './take-stage.js';

const kind = 'corrected-decision';
type Correction = ProposedActOf<typeof kind>;
interface World {
  readonly sealing: Sealing;
  readonly configuration: { readonly approvals: ApprovalTimes };
}

/**
 * The correction of this very stage and round that waits, where the same is reported again; one whose time is over
 * makes way. A {@link Refusal} `stage-differs` names the fields in which another is reported.
 */
export async function waitingCorrection(
  { sealing }: Pick<World, 'sealing'>,
  tx: Queryable,
  { key, body, dataKey }: ReportedStage,
  at: number,
): Promise<ApprovalRow | undefined> {
  if (correctedStage(key.stage, key.round) === undefined) return undefined;
  const open = await lockProposal(tx, kind, key.applicationId);
  if (open === undefined || !isOf(open, key)) return undefined;
  if (open.expiresAt <= at) {
    await moveApproval(tx, open, 'expired', { at });
    return undefined;
  }
  if (open.digest?.equals(sealing.digest(canonicalJson(body))) !== true)
    throw new Refusal('stage-differs', differences(bodyOf(sealing, open, dataKey), body));
  await appendEvent(tx, { at, ...key, kind: 'report-repeated' });
  return open;
}

/**
 * Proposes a correction of what the applicant has heard, or may have heard; undefined where the report may be taken at
 * once. A {@link Refusal} `correction-rejected` where a supervisor has said no to the very same.
 */
export async function proposeCorrection(
  { sealing, configuration: { approvals } }: World,
  tx: Queryable,
  { key, body, dataKey }: ReportedStage,
  actor: Actor,
  at: number,
): Promise<ApprovalRow | undefined> {
  const stage = correctedStage(key.stage, key.round);
  if (stage === undefined) return undefined;
  const digest = sealing.digest(canonicalJson(body));
  const before = await approvalsOfApplication(tx, key.applicationId);
  const rejected = before.find(
    (one) => one.state === 'rejected' && isOf(one, key) && one.digest?.equals(digest) === true,
  );
  if (rejected !== undefined)
    throw new Refusal('correction-rejected', [`approvalId: ${rejected.approvalId}`]);
  // It was reported anew: taken now, or waiting once more.
  await resolveAlarm(tx, 'correction-expired', noticeNameOf(key), at);
  if (!approvals.correctedDecisions || !(await isHeardBefore(tx, key))) return undefined;
  const sealedFor = (approvalId: string) => sealing.seal(dataKey, body, approvalPlace(approvalId));
  const proposal = {
    act: actOf(stage, key.round),
    actor,
    applicationId: key.applicationId,
    values: { sealedFor, digest },
  };
  const proposed = await proposeIn(tx, approvals, proposal, at, (open) => isOvertakenNow(tx, open));
  await resolveReported(tx, key, at);
  return proposed;
}

/** A correction that waits and cannot be taken any more, by what was just reported, is void: on record at once. */
export async function overtakeCorrection(tx: Queryable, applicationId: string, at: number): Promise<void> {
  const open = await lockProposal(tx, kind, applicationId);
  if (open === undefined) return;
  if (open.expiresAt <= at) await moveApproval(tx, open, 'expired', { at });
  else if (await isOvertakenNow(tx, open)) await moveApproval(tx, open, 'overtaken', { at });
}

/** Takes a correction that a supervisor agreed to, as the intake takes any report; received at that instant. */
export const correctedDecisionAct = ({ sealing }: Pick<World, 'sealing'>): Act => ({
  hold: (tx, { subject }) => lockApplication(tx, subject),
  isOvertaken: isOvertakenNow,
  carryOut: async (tx, approval, { at }: Agreed) => {
    const key = keyOf(approval);
    const { wrappedKey } = await lockedApplication(tx, key.applicationId);
    const dataKey = await sealing.openDataKey(wrappedKey, key.applicationId);
    const body = bodyOf(sealing, approval, dataKey);
    const { tell } = await takeStage({ sealing }, tx, { key, body, dataKey }, at);
    await markCarriedOut(tx, approval, at);
    return { applicationId: key.applicationId, ...tell };
  },
});

async function isOvertakenNow(tx: Queryable, approval: ApprovalRow): Promise<boolean> {
  const key = keyOf(approval);
  return isOvertaken(await reportsOfApplication(tx, key.applicationId), key);
}

const actOf = (stage: DecidingStage, round: number): Correction => ({ kind, stage, round });

function keyOf({ act, subject }: ApprovalRow): NoticeKey {
  const { stage, round } = act as Correction;
  return { applicationId: applicationIdOf(subject), stage, round };
}

const isOf = ({ act }: ApprovalRow, { stage, round }: NoticeKey): boolean =>
  act.kind === kind && act.stage === stage && act.round === round;

const bodyOf = (
  sealing: Sealing,
  { approvalId, sealed }: ApprovalRow,
  dataKey: ReportedStage['dataKey'],
): StageBody => sealing.open(dataKey, sealed ?? Buffer.alloc(0), approvalPlace(approvalId)) as StageBody;
