/** The plain ledger that a peer's program keeps; every statement may be repeated, since a step may be. */
import { Pool } from 'pg';

/** Made by whoever owns the database; any role may write it. */
export const peerLedger = `
  CREATE TABLE application (
    application_id text PRIMARY KEY,
    applicant jsonb NOT NULL,
    reported_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE notice (
    application_id text NOT NULL REFERENCES application,
    nth int NOT NULL,
    planned_at timestamptz NOT NULL DEFAULT now(),
    told_at timestamptz,
    told_by xid8,
    PRIMARY KEY (application_id, nth)
  );
  CREATE INDEX notice_told ON notice (told_by) WHERE told_by IS NOT NULL;
  CREATE TABLE attempt (
    attempt_id text PRIMARY KEY,
    application_id text NOT NULL,
    nth int NOT NULL,
    intended_at timestamptz NOT NULL DEFAULT now(),
    outcome text NOT NULL DEFAULT 'intended',
    message_id text,
    answered_at timestamptz,
    receipt text,
    receipt_at timestamptz,
    FOREIGN KEY (application_id, nth) REFERENCES notice
  );
  GRANT SELECT, INSERT, UPDATE ON application, notice, attempt TO PUBLIC;
`;

/** Which notice of which application. */
export interface NoticeKey {
  readonly applicationId: string;
  readonly nth: number;
}

/** Our reference at the provider; the same however often a step is repeated. */
export const attemptIdOf = ({ applicationId, nth }: NoticeKey): string => `${applicationId}.${nth}`;

/** Whose notice an attempt was for; undefined where the reference is not one of ours. */
export function noticeOf(attemptId: string): NoticeKey | undefined {
  const [, applicationId, nth] = /^(.+)\.([123])$/.exec(attemptId) ?? [];
  return applicationId === undefined ? undefined : { applicationId, nth: Number(nth) };
}

const connections = 10;

/** What the steps of a story put on record. */
export class PeerLedger {
  readonly #pool: Pool;

  constructor(url: string) {
    this.#pool = new Pool({ connectionString: url, max: connections });
    // A connection that broke while idle is not used again.
    this.#pool.on('error', (failure) => process.stderr.write(`${failure.message}\n`));
  }

  async reported(applicationId: string, applicant: unknown): Promise<void> {
    await this.#pool.query({
      name: 'reported',
      text: 'INSERT INTO application (application_id, applicant) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      values: [applicationId, JSON.stringify(applicant)],
    });
  }

  /** The notice is planned, and the attempt intended, before the provider is called. */
  async intend({ applicationId, nth }: NoticeKey): Promise<void> {
    await this.#pool.query({
      name: 'intend',
      text: `WITH planned AS (
               INSERT INTO notice (application_id, nth) VALUES ($1, $2) ON CONFLICT DO NOTHING
             )
             INSERT INTO attempt (attempt_id, application_id, nth) VALUES ($3, $1, $2) ON CONFLICT DO NOTHING`,
      values: [applicationId, nth, attemptIdOf({ applicationId, nth })],
    });
  }

  async answered(key: NoticeKey, answer: string, messageId: string | undefined): Promise<void> {
    await this.#pool.query({
      name: 'answered',
      text: `UPDATE attempt SET outcome = $2, message_id = $3, answered_at = now() WHERE attempt_id = $1`,
      values: [attemptIdOf(key), answer, messageId ?? null],
    });
  }

  /** The receipt came, and the applicant is told by it where it says so. */
  async receipt(key: NoticeKey, code: string, delivered: boolean): Promise<void> {
    await this.#pool.query({
      name: 'receipt',
      text: `WITH received AS (
               UPDATE attempt SET receipt = $2, receipt_at = now() WHERE attempt_id = $1
               RETURNING application_id, nth
             )
             UPDATE notice n SET told_at = now(), told_by = pg_current_xact_id()
               FROM received r
              WHERE $3 AND n.application_id = r.application_id AND n.nth = r.nth AND n.told_at IS NULL`,
      values: [attemptIdOf(key), code, delivered],
    });
  }

  /**
   * What was told by transactions from `after` on, and where to go on: at the first that may still be running, so that
   * none is passed over that commits later than one begun after it.
   */
  async toldSince(after: string): Promise<{ readonly told: readonly NoticeKey[]; readonly next: string }> {
    const { rows } = await this.#pool.query<{ next: string; told: readonly NoticeKey[] }>({
      name: 'told-since',
      text: `WITH horizon AS (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS next)
             SELECT next::text, coalesce(
                      (SELECT json_agg(json_build_object('applicationId', application_id, 'nth', nth))
                         FROM notice WHERE told_by >= $1::xid8 AND told_by < next), '[]') AS told
               FROM horizon`,
      values: [after],
    });
    return rows[0] ?? { told: [], next: after };
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}
