import type { Announcement } from '../../domain/announcement/announcement.js';
import type { Queryable } from '../ledger.js';

/** The announcements behind a number, in their order. */
export const announcementsAfter = (tx: Queryable, after: number, most: number): Promise<Announcement[]> =>
  tx.query<Announcement>(
    `SELECT announcement_id AS "announcementId", kind, application_id AS "applicationId", contact, state,
            occurred_at AS "occurredAt"
       FROM announcement WHERE announcement_id > $1 ORDER BY announcement_id LIMIT $2`,
    [after, most],
  );
