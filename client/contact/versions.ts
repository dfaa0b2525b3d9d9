/** The contacts of an application as versions and states, without a value. */
import { Refusal } from '../../domain/failure/catalogue.js';
import { contactValues, contactVersions } from '../../ledger/application/contacts.js';
import { findApplication } from '../../ledger/application/find.js';
import { knownShape } from '../intake/intake.js';
import type { CheckedStates, IntakeWorld } from '../intake/intake.js';

export interface ContactsShown {
  readonly version: number;
  readonly reportedAt: number;
  /** `mobile: good` and so on; a contact that is missing was not given. */
  readonly contacts: CheckedStates;
}

/** Every version, the one in force last. A {@link Refusal} where the application is unknown. */
export async function shownContacts(
  { ledger }: Pick<IntakeWorld, 'ledger'>,
  applicationId: string,
): Promise<ContactsShown[]> {
  const id = knownShape(applicationId);
  if ((await findApplication(ledger, id)) === undefined) throw new Refusal('application-unknown');
  const versions = await contactVersions(ledger, id);
  return Promise.all(
    versions.map(async ({ version, reportedAt }) => {
      const values = await contactValues(ledger, id, version);
      const contacts = Object.fromEntries(values.map(({ name, state }) => [name, state]));
      return { version, reportedAt, contacts };
    }),
  );
}
