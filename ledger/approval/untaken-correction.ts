/** What becomes of a corrected decision that was reported, waited, and is not taken: no report is forgotten. */
import type { ApprovalState } from '../../domain/approval/approval.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import { applicationIdOf, noticeNameOf } from '../../domain/ids/ids.js';
import { raiseAlarm } from '../alarm/raise.js';
import type { Queryable } from '../ledger.js';
import { insertRefusedReport } from '../report/insert-refused.js';
import type { ApprovalRow } from './row.js';

type Untaken = Extract<ApprovalState, 'rejected' | 'expired' | 'withdrawn' | 'overtaken'>;

const refusedBecause: Readonly<Record<Untaken, FailureCode>> = {
  rejected: 'correction-rejected',
  expired: 'correction-expired',
  withdrawn: 'approval-over',
  overtaken: 'approval-overtaken',
};

/**
 * Puts a corrected decision that ended without being taken on record as a refused report, as of when it was reported;
 * of other approvals nothing. One that nobody decided on raises an alarm: whoever reported it was told that it waits.
 */
export async function refuseCorrection(
  tx: Queryable,
  { act, approvalId, applicationId, proposedAt }: ApprovalRow,
  state: Untaken,
  at: number,
): Promise<void> {
  if (act.kind !== 'corrected-decision' || applicationId === null) return;
  const { stage, round } = act;
  await insertRefusedReport(tx, {
    applicationId,
    kind: 'stage',
    stage,
    round,
    code: refusedBecause[state],
    fields: [`approvalId: ${approvalId}`],
    receivedAt: proposedAt,
  });
  if (state !== 'expired') return;
  const name = noticeNameOf({ applicationId: applicationIdOf(applicationId), stage, round });
  await raiseAlarm(tx, 'correction-expired', name, at);
}
