/** Sessions of people who signed in; who they are does not change within one. */
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Instants in epoch milliseconds. */
export interface SessionRow {
  readonly account: string;
  readonly roles: readonly string[];
  /** Every region where there is none. */
  readonly regions: readonly string[] | null;
  readonly idleUntil: number;
  readonly endsAt: number;
}

/** `hash` is the SHA-256 of the session's id. */
export const insertSession = (
  tx: Queryable,
  hash: Buffer,
  { account, roles, regions, idleUntil, endsAt }: SessionRow,
  createdAt: number,
): Promise<unknown> =>
  tx.query(
    `INSERT INTO session (session_hash, account, roles, regions, created_at, idle_until, ends_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [hash, account, roles, regions, instant(createdAt), instant(idleUntil), instant(endsAt)],
  );

/** The session, if it is good at that instant. */
export async function findSession(tx: Queryable, hash: Buffer, at: number): Promise<SessionRow | undefined> {
  const [row] = await tx.query<SessionRow>(
    `SELECT account, roles, regions, idle_until AS "idleUntil", ends_at AS "endsAt"
       FROM session
      WHERE session_hash = $1 AND ended_at IS NULL AND idle_until > $2 AND ends_at > $2`,
    [hash, instant(at)],
  );
  return row;
}

/** Puts off the instant at which it is over for want of use; one that was ended stays so. */
export const prolongSession = (tx: Queryable, hash: Buffer, idleUntil: number): Promise<unknown> =>
  tx.query(
    `UPDATE session SET idle_until = GREATEST(idle_until, $2) WHERE session_hash = $1 AND ended_at IS NULL`,
    [hash, instant(idleUntil)],
  );

/** Ends it for good; it stays on record. */
export const endSession = (tx: Queryable, hash: Buffer, at: number): Promise<unknown> =>
  tx.query(`UPDATE session SET ended_at = $2 WHERE session_hash = $1 AND ended_at IS NULL`, [
    hash,
    instant(at),
  ]);
