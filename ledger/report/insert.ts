import type { Stage } from '../../domain/stage/stage.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface NewReport {
  readonly reportId: string;
  readonly applicationId: string;
  readonly kind: 'application' | 'stage' | 'contacts' | 'withdrawal' | 'resend';
  readonly stage?: Stage;
  readonly round?: number;
  readonly contactVersion?: number;
  readonly digest: Buffer;
  readonly sealed: Buffer;
  readonly urgent?: boolean;
  /** Local date after which its notice is useless. */
  readonly usefulUntil?: string;
  readonly decidedAt?: number;
  /** Keyed; what a final decision says, to be compared with the bank's own list. */
  readonly decisionDigest?: Buffer;
  readonly receivedAt: number;
}

/** Records a report that was taken. Its unique keys are the last judge against doubles. */
export const insertReport = (tx: Queryable, given: NewReport): Promise<unknown> =>
  tx.query(
    `INSERT INTO report (report_id, application_id, kind, stage, round, contact_version, digest, sealed, urgent, useful_until, decided_at, received_at, decision_digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      given.reportId,
      given.applicationId,
      given.kind,
      given.stage ?? null,
      given.round ?? null,
      given.contactVersion ?? null,
      given.digest,
      given.sealed,
      given.urgent ?? false,
      given.usefulUntil ?? null,
      instant(given.decidedAt),
      instant(given.receivedAt),
      given.decisionDigest ?? null,
    ],
  );
