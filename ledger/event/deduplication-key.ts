import type { Queryable } from '../ledger.js';

/** The key a provider recognises an attempt's repetition by, as it was written down with the intent. */
export async function deduplicationKeyOf(
  tx: Queryable,
  attempt: { readonly applicationId: string; readonly attemptId: string },
): Promise<string | undefined> {
  const [row] = await tx.query<{ key: string | null }>(
    `SELECT detail->>'deduplicationKey' AS key FROM event
      WHERE application_id = $1 AND attempt_id = $2 AND kind = 'attempt-intended'`,
    [attempt.applicationId, attempt.attemptId],
  );
  return row?.key ?? undefined;
}
