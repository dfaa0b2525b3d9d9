import { Refusal } from '../../domain/failure/catalogue.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { findApplication } from '../../ledger/application/find.js';
import { mayAccess } from '../identity/principal.js';
import type { Principal } from '../identity/principal.js';
import type { ApiWorld } from '../world.js';

/**
 * Refuses whoever is bound to other branch regions than the application's, in the words in which one that was never
 * reported is refused: that it exists is theirs to know.
 */
export async function withinScope(world: ApiWorld, caller: Principal, id: ApplicationId): Promise<void> {
  if (caller.regions === undefined) return;
  const application = await findApplication(world.ledger, id);
  if (application !== undefined && !mayAccess(caller, application.region))
    throw new Refusal('application-unknown');
}
