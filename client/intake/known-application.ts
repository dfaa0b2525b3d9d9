/** What is known of an application when something further is reported of it. */
import { Refusal } from '../../domain/failure/catalogue.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { findApplication, lockApplication } from '../../ledger/application/find.js';
import type { ApplicationRow } from '../../ledger/application/find.js';
import type { Queryable } from '../../ledger/ledger.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import { differences } from '../../runtime/canonical/differences.js';
import { reportPlace } from '../../runtime/sealing/places.js';
import type { IntakeWorld } from './intake.js';

/** An application whose data can still be opened. */
export type OpenableApplication = ApplicationRow & { readonly wrappedKey: Buffer };

/** Refused with `application-unknown` where nobody reported it, `application-erased` where its data is no more. */
export function openable(application: ApplicationRow | undefined): OpenableApplication {
  if (application === undefined) throw new Refusal('application-unknown');
  const { wrappedKey } = application;
  if (wrappedKey === null) throw new Refusal('application-erased');
  return { ...application, wrappedKey };
}

/** The application, held so that its reports are judged one after another. */
export const lockedApplication = async (tx: Queryable, id: ApplicationId): Promise<OpenableApplication> =>
  openable(await lockApplication(tx, id));

/** Names of the fields in which a report differs from the one taken; none if it is the same. */
export async function differingFields(
  { sealing }: IntakeWorld,
  tx: Queryable,
  id: ApplicationId,
  before: { readonly reportId: string; readonly digest: Buffer; readonly sealed: Buffer },
  given: unknown,
): Promise<string[]> {
  if (sealing.digest(canonicalJson(given)).equals(before.digest)) return [];
  const application = openable(await findApplication(tx, id));
  const dataKey = await sealing.openDataKey(application.wrappedKey, id);
  return differences(sealing.open(dataKey, before.sealed, reportPlace(before.reportId)), given);
}
