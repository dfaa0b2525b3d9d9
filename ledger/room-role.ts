/** The roles by which the rooms log in to the ledger (migration 0090). */
import type { Queryable } from './ledger.js';

/** A room that works with the ledger as a process of its own. */
export type LedgerRoom = 'api' | 'worker';

/** What one room does and the other may not, by which a room's role is known. */
const tellingTable: Readonly<Record<LedgerRoom, string>> = { api: 'session', worker: 'attempt' };

/** The process logged in by a role that may not do what its room does. */
export class OthersRole extends Error {
  override readonly name = 'OthersRole';
}

/**
 * Sees at the start of a process that it is let do its work, rather than with the first notice. The owner and a
 * superuser may do everything.
 * @throws OthersRole naming the role and the one expected
 */
export async function expectRoleOf(tx: Queryable, room: LedgerRoom): Promise<void> {
  const [row] = await tx.query<{ role: string; may: boolean }>(
    `SELECT current_user AS role, has_table_privilege($1, 'INSERT') AS may`,
    [tellingTable[room]],
  );
  if (row?.may !== true)
    throw new OthersRole(
      `DATABASE_URL logs in as "${row?.role ?? ''}", which may not do what the ${room} does: expected bida_${room}, or a role with its rights`,
    );
}
