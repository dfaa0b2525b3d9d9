/** An announcement as a webhook tells it (Standard Webhooks: `type`, `timestamp`, `data`). */
import type { Announcement } from '../announcement/announcement.js';

/** The body, as it is signed and sent; its identity travels in the header `webhook-id`. */
export function webhookBody(announcement: Announcement): string {
  const { kind, occurredAt, announcementId, applicationId } = announcement;
  const about =
    announcement.kind === 'contact.invalid'
      ? { contact: announcement.contact, state: announcement.state }
      : { stage: announcement.stage, round: announcement.round };
  return JSON.stringify({
    type: kind,
    timestamp: new Date(occurredAt).toISOString(),
    data: { announcementId, applicationId, ...about },
  });
}
