import type { Announcement } from '../../domain/announcement/announcement.js';
import { ofRegions } from '../application/regions.js';
import type { Queryable } from '../ledger.js';
import { announcementColumns, announcementOf } from './row.js';
import type { AnnouncementRow } from './row.js';

/** The announcements behind a number, in their order; where regions are named, of applications of these or of none. */
export async function announcementsAfter(
  tx: Queryable,
  after: number,
  most: number,
  regions?: readonly string[],
): Promise<Announcement[]> {
  const rows = await tx.query<AnnouncementRow>(
    `SELECT ${announcementColumns}
       FROM announcement n JOIN application a USING (application_id)
      WHERE n.place > $1 ${regions === undefined ? '' : `AND ${ofRegions('$3')}`}
      ORDER BY n.place LIMIT $2`,
    regions === undefined ? [after, most] : [after, most, [...regions]],
  );
  return rows.map(announcementOf);
}
