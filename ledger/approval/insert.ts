import type { ProposedAct } from '../../domain/approval/act.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface NewApproval {
  readonly approvalId: string;
  readonly subject: string;
  readonly act: ProposedAct;
  readonly applicationId?: string;
  readonly taskId?: string;
  readonly sealed?: Buffer;
  readonly digest?: Buffer;
  readonly reason?: string;
  readonly proposedBy: string;
  readonly proposedAt: number;
  readonly expiresAt: number;
  /** Done at once, to be reviewed until then; absent for a proposal. */
  readonly reviewBy?: number;
}

/** Writes one down: a proposal, or an act that is done alone. */
export const insertApproval = (tx: Queryable, given: NewApproval): Promise<unknown> =>
  tx.query(
    `INSERT INTO approval (approval_id, kind, subject, application_id, task_id, act, sealed, digest, reason,
                           proposed_by, proposed_at, expires_at, state, state_since, review_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $11, $14)`,
    [
      given.approvalId,
      given.act.kind,
      given.subject,
      given.applicationId ?? null,
      given.taskId ?? null,
      JSON.stringify(given.act),
      given.sealed ?? null,
      given.digest ?? null,
      given.reason ?? null,
      given.proposedBy,
      instant(given.proposedAt),
      instant(given.expiresAt),
      given.reviewBy === undefined ? 'proposed' : 'acted-alone',
      instant(given.reviewBy),
    ],
  );
