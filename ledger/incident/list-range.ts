/** Brings the list of an incident up to date, a transaction for each stretch: nobody who sends waits for the whole of it. */
import type { Ledger } from '../ledger.js';
import type { Listed } from './list.js';
import { listStretch } from './list.js';
import { findIncident, lockIncidents } from './row.js';
import { stretchesOf } from './stretches.js';

/** Lists until `now`; nothing any more once it is closed. */
export async function listRange(ledger: Ledger, incidentId: number, now: number): Promise<Listed> {
  const total = { listed: 0, undecided: 0 };
  const incident = await findIncident(ledger, incidentId);
  const range = { from: incident?.fromAt ?? now, until: Math.min(incident?.untilAt ?? now, now) };
  for await (const stretch of stretchesOf(ledger, range)) {
    const found = await ledger.transaction(async (tx) => {
      await lockIncidents(tx);
      const { closedAt = null } = (await findIncident(tx, incidentId)) ?? {};
      return closedAt === null ? listStretch(tx, incidentId, stretch, now) : undefined;
    });
    if (found === undefined) break;
    total.listed += found.listed;
    total.undecided += found.undecided;
  }
  return total;
}
