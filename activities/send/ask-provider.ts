/** Asks a provider by our reference what became of an attempt. */
import { applicationIdOf } from '../../domain/ids/ids.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import { openApplication, openContacts } from '../application/open.js';
import type { World } from '../world.js';
import { askAccounts, routeKnown } from './accounts.js';
import type { QueryAnswer } from './carrier.js';

/** `no-answer` too where no route of that name has been configured since the process began. */
export async function askProvider(world: World, attempt: AttemptRow): Promise<QueryAnswer> {
  const route = routeKnown(world, attempt.route);
  const to = await contactOf(world, attempt);
  if (route === undefined || to === undefined) return { result: 'no-answer' };
  const { attemptId, intendedAt, outcome } = attempt;
  const taken = outcome === 'accepted' ? { isTaken: true as const } : {};
  return askAccounts(route, { attemptId, to, intendedAt, ...taken });
}

/** The very value the attempt went to, of the contact version it names. */
async function contactOf(world: World, attempt: AttemptRow): Promise<string | undefined> {
  const applicationId = applicationIdOf(attempt.applicationId);
  const { dataKey } = await openApplication(world, world.ledger, applicationId);
  const version = Number(attempt.contact.split('@')[1]);
  const { contacts } = await openContacts(world, world.ledger, { applicationId }, dataKey, version);
  return contacts.find(({ contact }) => contact === attempt.contact)?.value;
}
