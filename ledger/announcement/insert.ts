import type { Announcement } from '../../domain/announcement/announcement.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Any number would do; every process must use the same one, and no other lock may. */
const orderLock = 7_350_003;

/**
 * Leaves word for the loan system, in the transaction of what it tells of and as its last act: until the commit
 * nobody else can announce, so that numbers are committed in their order and no reader overlooks one.
 */
export async function announce(
  tx: Queryable,
  given: readonly Omit<Announcement, 'announcementId'>[],
): Promise<void> {
  if (given.length === 0) return;
  await tx.query('SELECT pg_advisory_xact_lock($1)', [orderLock]);
  for (const { kind, applicationId, contact, state, occurredAt } of given)
    await tx.query(
      `INSERT INTO announcement (kind, application_id, contact, state, occurred_at) VALUES ($1, $2, $3, $4, $5)`,
      [kind, applicationId, contact, state, instant(occurredAt)],
    );
}
