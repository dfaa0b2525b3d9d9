import type { Queryable } from '../ledger.js';

/**
 * The application a number's owner answers: the one that was written to last by SMS under this number, else the newest
 * that has or had it. None whose data was erased: nothing leads from a number to it any more.
 */
export async function answeredApplication(tx: Queryable, mobileIndex: Buffer): Promise<string | undefined> {
  const [row] = await tx.query<{ applicationId: string }>(
    `SELECT a.application_id AS "applicationId"
       FROM (SELECT DISTINCT application_id FROM contact_version WHERE mobile_index = $1) f
       JOIN application a USING (application_id)
      WHERE a.wrapped_key IS NOT NULL
      ORDER BY (SELECT max(t.intended_at) FROM attempt t
                 WHERE t.application_id = a.application_id AND t.contact_index = $1 AND t.route LIKE 'sms/%')
                 DESC NULLS LAST, a.reported_at DESC, a.application_id LIMIT 1`,
    [mobileIndex],
  );
  return row?.applicationId;
}

/** The applications of which the number is the mobile number in force. */
export const applicationsWithNumber = async (tx: Queryable, mobileIndex: Buffer): Promise<string[]> =>
  (
    await tx.query<{ applicationId: string }>(
      `SELECT v.application_id AS "applicationId" FROM contact_version v
        WHERE v.mobile_index = $1
          AND v.version = (SELECT max(version) FROM contact_version w WHERE w.application_id = v.application_id)
        ORDER BY v.application_id`,
      [mobileIndex],
    )
  ).map(({ applicationId }) => applicationId);
