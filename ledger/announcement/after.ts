import type { Announcement } from '../../domain/announcement/announcement.js';
import type { Queryable } from '../ledger.js';

/** The announcements behind a number, in their order; where regions are named, of applications of these or of none. */
export const announcementsAfter = (
  tx: Queryable,
  after: number,
  most: number,
  regions?: readonly string[],
): Promise<Announcement[]> =>
  tx.query<Announcement>(
    `SELECT announcement_id AS "announcementId", kind, n.application_id AS "applicationId", contact, state,
            occurred_at AS "occurredAt"
       FROM announcement n JOIN application a USING (application_id)
      WHERE announcement_id > $1 ${regions === undefined ? '' : 'AND (a.region IS NULL OR a.region = ANY($3))'}
      ORDER BY announcement_id LIMIT $2`,
    regions === undefined ? [after, most] : [after, most, [...regions]],
  );
