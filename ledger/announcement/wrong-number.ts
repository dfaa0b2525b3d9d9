import { channelOf } from '../../domain/attempt/route.js';
import type { AttemptRow } from '../attempt/row.js';
import type { Queryable } from '../ledger.js';
import { announce } from './insert.js';

/**
 * Tells the loan system of a contact that a provider called nobody's when it was sent to, unless it was told of it
 * before. A token of the app that went stale is the app's matter.
 */
export async function announceWrongNumber(
  tx: Queryable,
  {
    applicationId,
    contact,
    route,
    failure,
  }: Pick<AttemptRow, 'applicationId' | 'contact' | 'route' | 'failure'>,
  occurredAt: number,
): Promise<void> {
  if (failure !== 'wrong-number' || channelOf(route) === 'push') return;
  const known = await tx.query(
    'SELECT 1 FROM announcement WHERE application_id = $1 AND contact = $2 LIMIT 1',
    [applicationId, contact],
  );
  if (known.length > 0) return;
  await announce(tx, [
    { kind: 'contact.invalid', applicationId, contact, state: 'wrong-number', occurredAt },
  ]);
}
