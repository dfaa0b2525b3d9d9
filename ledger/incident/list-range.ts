/** Brings the list of an incident up to date, a transaction for each stretch: nobody who sends waits for the whole of it. */
import type { Ledger } from '../ledger.js';
import type { Listed } from './list.js';
import { addedUp, listStretch } from './list.js';
import { findIncident, lockIncidents } from './row.js';

/** Lists until `now`; nothing any more once it is closed. */
export async function listRange(ledger: Ledger, incidentId: number, now: number): Promise<Listed> {
  const incident = await findIncident(ledger, incidentId);
  const range = { from: incident?.fromAt ?? now, until: Math.min(incident?.untilAt ?? now, now) };
  return addedUp(ledger, range, (stretch) =>
    ledger.transaction(async (tx) => {
      await lockIncidents(tx);
      const { closedAt = null } = (await findIncident(tx, incidentId)) ?? {};
      return closedAt === null ? listStretch(tx, incidentId, stretch, now) : undefined;
    }),
  );
}
