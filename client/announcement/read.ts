/** What the loan system is to be told, as a queue that is read from a number on. */
import type { Announcement } from '../../domain/announcement/announcement.js';
import { announcementsAfter } from '../../ledger/announcement/after.js';
import { placeAnnouncements } from '../../ledger/announcement/place.js';
import type { Ledger } from '../../ledger/ledger.js';

/** A page of the queue may hold so many. */
const mostAtOnce = 1_000;

/**
 * The announcements behind the number `after` (0 for all), in their order, at most `most`; where regions are named, of
 * applications of these or of none. Whoever has dealt with the last of them goes on behind its number: none can come to
 * stand before it any more.
 */
export async function readAnnouncements(
  ledger: Ledger,
  after: number,
  most = 100,
  regions?: readonly string[],
): Promise<Announcement[]> {
  await placeAnnouncements(ledger);
  return announcementsAfter(ledger, after, Math.min(most, mostAtOnce), regions);
}
