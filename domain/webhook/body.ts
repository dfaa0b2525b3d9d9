/** An announcement as a webhook tells it (Standard Webhooks: `type`, `timestamp`, `data`). */
import type { Announcement } from '../announcement/announcement.js';

/** The body, as it is signed and sent; its identity travels in the header `webhook-id`. */
export function webhookBody(announcement: Announcement): string {
  const { kind, occurredAt, announcementId, applicationId } = announcement;
  return JSON.stringify({
    type: kind,
    timestamp: new Date(occurredAt).toISOString(),
    data: { announcementId, applicationId, ...aboutOf(announcement) },
  });
}

function aboutOf(announcement: Announcement): object {
  switch (announcement.kind) {
    case 'contact.invalid':
      return { contact: announcement.contact, state: announcement.state };
    case 'compensation.approved':
      return { compensationId: announcement.compensationId, offer: announcement.offer };
    case 'notice.delivered':
    case 'notice.with-staff':
    case 'notice.overdue':
    case 'notice.reopened':
    case 'notice.completed':
    case 'notice.unreachable':
    case 'notice.superseded':
    case 'notice.withdrawn':
      return { stage: announcement.stage, round: announcement.round };
  }
}
