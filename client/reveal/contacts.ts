/** Shows contact values to a member of staff. */
import { Refusal } from '../../domain/failure/catalogue.js';
import type { ApplicationBody, ContactsReport } from '../../domain/report/schemas.js';
import { latestContacts } from '../../ledger/application/contacts.js';
import { applicationPlace, contactsPlace } from '../../runtime/sealing/places.js';
import { onRecord } from './on-record.js';
import type { RevealWorld, Viewer } from './on-record.js';

export interface RevealedContacts {
  readonly version: number;
  readonly contacts: ContactsReport;
  /** Where it was asked for. */
  readonly applicant?: Pick<ApplicationBody['applicant'], 'name' | 'idNumber'>;
}

/**
 * The contacts in force, in clear, and with `applicant` name and identity number too. Throws like {@link onRecord}.
 */
export const revealContacts = (
  world: RevealWorld,
  applicationId: string,
  { applicant = false, ...viewer }: Viewer & { readonly applicant?: boolean },
): Promise<RevealedContacts> =>
  onRecord<RevealedContacts>(world, applicationId, viewer, async ({ tx, id, application, dataKey }) => {
    const latest = await latestContacts(tx, id);
    if (latest === undefined) throw new Refusal('application-unknown');
    const { version } = latest;
    const open = (sealed: Buffer, place: string) => world.sealing.open(dataKey, sealed, place);
    const contacts = open(latest.sealed, contactsPlace(id, version)) as ContactsReport;
    const kind = 'contact-revealed';
    if (!applicant) return { what: { version, contacts }, version, kind, detail: {} };
    const { name, idNumber } = (open(application.sealed, applicationPlace(id)) as ApplicationBody).applicant;
    const who = { name, ...(idNumber === undefined ? {} : { idNumber }) };
    return { what: { version, contacts, applicant: who }, version, kind, detail: { applicant: true } };
  });
