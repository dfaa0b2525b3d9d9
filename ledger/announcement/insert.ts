import type { ContactAnnouncement } from '../../domain/announcement/announcement.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/**
 * Leaves word for the loan system of contacts that are no good, in the transaction of what it tells of. What becomes of
 * notices needs no call: the ledger announces it with their state (migration 0050).
 */
export async function announce(
  tx: Queryable,
  given: readonly Omit<ContactAnnouncement, 'announcementId' | 'id'>[],
): Promise<void> {
  for (const { kind, applicationId, contact, state, occurredAt } of given)
    await tx.query(
      `INSERT INTO announcement (kind, application_id, contact, state, occurred_at) VALUES ($1, $2, $3, $4, $5)`,
      [kind, applicationId, contact, state, instant(occurredAt)],
    );
}
