import { isUuid } from '../../domain/ids/ids.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import type { Queryable } from '../ledger.js';
import { attemptColumns } from './row.js';
import type { AttemptRow } from './row.js';

/** The attempt of this id; a text that is no id of ours is not put to PostgreSQL, whose log would quote it. */
export async function findAttempt(tx: Queryable, attemptId: string): Promise<AttemptRow | undefined> {
  if (!isUuid(attemptId)) return undefined;
  const [row] = await tx.query<AttemptRow>(`SELECT ${attemptColumns} FROM attempt WHERE attempt_id = $1`, [
    attemptId,
  ]);
  return row;
}

/** Finds an attempt and holds it: whoever ends the lingering or brings a receipt goes one after another. */
export async function lockAttempt(tx: Queryable, attemptId: string): Promise<AttemptRow | undefined> {
  if (!isUuid(attemptId)) return undefined;
  const [row] = await tx.query<AttemptRow>(
    `SELECT ${attemptColumns} FROM attempt WHERE attempt_id = $1 FOR UPDATE`,
    [attemptId],
  );
  return row;
}

export const attemptsOfApplication = (tx: Queryable, applicationId: string): Promise<AttemptRow[]> =>
  tx.query<AttemptRow>(
    `SELECT ${attemptColumns} FROM attempt WHERE application_id = $1 ORDER BY intended_at, attempt_id`,
    [applicationId],
  );

/** The attempts made for one notice, in their order. */
export const attemptsOfNotice = (tx: Queryable, key: NoticeKey): Promise<AttemptRow[]> =>
  tx.query<AttemptRow>(
    `SELECT ${attemptColumns} FROM attempt WHERE application_id = $1 AND stage = $2 AND round = $3
      ORDER BY intended_at, attempt_id`,
    [key.applicationId, key.stage, key.round],
  );

/** The attempt a provider's message id belongs to. */
export async function findAttemptByMessage(
  tx: Queryable,
  route: string,
  messageId: string,
): Promise<string | undefined> {
  const [row] = await tx.query<{ attemptId: string }>(
    `SELECT attempt_id AS "attemptId" FROM attempt WHERE route = $1 AND provider_message_id = $2`,
    [route, messageId],
  );
  return row?.attemptId;
}
