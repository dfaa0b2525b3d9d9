import { applicationIdOf } from '../../domain/ids/ids.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import { openApplication, openContacts } from '../application/open.js';
import type { World } from '../world.js';

/** The very value an attempt went to, of the contact version it names; it never leaves the activity. */
export async function contactValueOf(world: World, attempt: AttemptRow): Promise<string | undefined> {
  const applicationId = applicationIdOf(attempt.applicationId);
  const { dataKey } = await openApplication(world, world.ledger, applicationId);
  const version = Number(attempt.contact.split('@')[1]);
  const { contacts } = await openContacts(world, world.ledger, { applicationId }, dataKey, version);
  return contacts.find(({ contact }) => contact === attempt.contact)?.value;
}
