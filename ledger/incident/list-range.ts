/** Brings the list of an incident up to date stretch by stretch, so that no statement is long however much was sent. */
import type { Ledger } from '../ledger.js';
import type { Listed } from './list.js';
import { listAffected } from './list.js';
import { findIncident, lockIncidents } from './row.js';

/** A quarter of a million messages in such a stretch are some seconds' work. */
const stretchMs = 6 * 3_600_000;

/** Lists until `now`; nothing any more once it is closed. */
export async function listRange(ledger: Ledger, incidentId: number, now: number): Promise<Listed> {
  const total = { listed: 0, undecided: 0 };
  const incident = await findIncident(ledger, incidentId);
  const end = Math.min(incident?.untilAt ?? now, now);
  for (let from = incident?.fromAt ?? now; from < end; from += stretchMs) {
    const until = Math.min(from + stretchMs, end);
    const found = await ledger.transaction(async (tx) => {
      await lockIncidents(tx);
      const { closedAt = null } = (await findIncident(tx, incidentId)) ?? {};
      return closedAt === null ? listAffected(tx, incidentId, { from, until, now }) : undefined;
    });
    if (found === undefined) break;
    total.listed += found.listed;
    total.undecided += found.undecided;
  }
  return total;
}
