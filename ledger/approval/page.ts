import type { ApprovalKind, ApprovalState } from '../../domain/approval/approval.js';
import { instant } from '../ledger.js';
import { ofRegions } from '../application/regions.js';
import type { Queryable } from '../ledger.js';
import { approvalColumns, approvalOf } from './row.js';
import type { ApprovalRow } from './row.js';

/** What a list of approvals is asked for; what is not named does not narrow it. */
export interface ApprovalFilter {
  readonly state?: ApprovalState;
  readonly kind?: ApprovalKind;
  readonly applicationId?: string;
  /** The task, the application, the route or provider, the words it is about. */
  readonly subject?: string;
  /** Whether somebody must still decide on it or review it; or it is over. */
  readonly waiting?: boolean;
  /** What this account may decide on or review now: of others, of these kinds, and what was done alone. */
  readonly decidable?: {
    readonly account: string;
    readonly kinds: readonly ApprovalKind[];
    readonly reviews: boolean;
  };
  /** About applications of these branch regions, of none, or about no application. */
  readonly regions?: readonly string[];
}

/** Approvals, the newest first; `most` of them before a number. */
export async function approvalsBefore(
  tx: Queryable,
  { state, kind, applicationId, subject, waiting, decidable, regions }: ApprovalFilter,
  { now, before, most }: { readonly now: number; readonly before?: number; readonly most: number },
): Promise<ApprovalRow[]> {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const isOpen = () => `(p.state = 'proposed' AND p.expires_at > ${given(instant(now))})`;
  const inState = (asked: ApprovalState): string => {
    if (asked === 'proposed') return isOpen();
    if (asked !== 'expired') return `p.state = ${given(asked)}`;
    return `(p.state = 'expired' OR (p.state = 'proposed' AND p.expires_at <= ${given(instant(now))}))`;
  };
  const waits = () => `(${isOpen()} OR p.state = 'acted-alone')`;
  const conditions = [
    ...(state === undefined ? [] : [inState(state)]),
    ...(kind === undefined ? [] : [`p.kind = ${given(kind)}`]),
    ...(applicationId === undefined ? [] : [`p.application_id = ${given(applicationId)}`]),
    ...(subject === undefined ? [] : [`p.subject = ${given(subject)}`]),
    ...(waiting === undefined ? [] : [waiting ? waits() : `NOT ${waits()}`]),
    ...(decidable === undefined
      ? []
      : [
          `lower(p.proposed_by) <> lower(${given(decidable.account)})`,
          `((${isOpen()} AND p.kind = ANY(${given([...decidable.kinds])}))${decidable.reviews ? ` OR p.state = 'acted-alone'` : ''})`,
        ]),
    ...(before === undefined ? [] : [`p.number < ${given(before)}`]),
    ...(regions === undefined ? [] : [ofRegions(given([...regions]))]),
  ];
  const rows = await tx.query<ApprovalRow>(
    `SELECT ${approvalColumns('p')}
       FROM approval p LEFT JOIN application a USING (application_id)
      ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
      ORDER BY p.number DESC LIMIT ${given(most)}`,
    values,
    'anew',
  );
  return rows.map(approvalOf);
}
