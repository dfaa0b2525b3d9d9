import type { FailureCode } from '../../domain/failure/catalogue.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface RefusedReport {
  /** Absent where the id itself was refused: it might hold a person's number. */
  readonly applicationId?: string;
  readonly kind: 'application' | 'stage' | 'contacts' | 'withdrawal' | 'resend';
  readonly stage?: string;
  readonly round?: number;
  readonly code: FailureCode;
  /** Names of fields, never values. */
  readonly fields: readonly string[];
  readonly receivedAt: number;
}

/** Keeps a refusal on record, so that every report has a notice or a recorded refusal. */
export const insertRefusedReport = (tx: Queryable, given: RefusedReport): Promise<unknown> =>
  tx.query(
    `INSERT INTO refused_report (application_id, kind, stage, round, code, fields, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      given.applicationId ?? null,
      given.kind,
      given.stage ?? null,
      given.round ?? null,
      given.code,
      [...given.fields],
      instant(given.receivedAt),
    ],
  );
