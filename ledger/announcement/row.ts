import type { Announcement } from '../../domain/announcement/announcement.js';

type Nullable<Row> = { readonly [Name in keyof Row]: Row[Name] | null };
type KeysOf<Union> = Union extends unknown ? keyof Union : never;

/** As it is selected by {@link announcementColumns}: what does not belong to its kind is null. */
export type AnnouncementRow = Nullable<Record<KeysOf<Announcement>, unknown>>;

/** The columns of an announcement `n` that has its place in the queue. */
export const announcementColumns = `n.place AS "announcementId", n.public_id AS id,
  CASE n.kind WHEN 'contact-invalid' THEN 'contact.invalid' ELSE n.kind END AS kind, n.application_id AS "applicationId",
  n.stage, n.round, n.contact, n.state, n.compensation_id AS "compensationId",
  (SELECT c.offer FROM compensation c WHERE c.compensation_id = n.compensation_id) AS offer,
  n.occurred_at AS "occurredAt"`;

/** The announcement of a row, without what is not of its kind; the table's checks hold each kind to its own. */
export function announcementOf(row: AnnouncementRow): Announcement {
  const { announcementId, id, kind, applicationId, stage, round, contact, state, occurredAt } = row;
  const { compensationId, offer } = row;
  const about = { stage, round, contact, state, compensationId, offer };
  const told = { announcementId, id, kind, applicationId, ...about, occurredAt };
  return Object.fromEntries(
    Object.entries(told).filter(([, value]) => value !== null),
  ) as unknown as Announcement;
}
