/** Shows contact values to a member of staff: on record first, then shown. */
import { randomUUID } from 'node:crypto';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { reasonBodySchema } from '../../domain/report/schemas.js';
import type { ApplicationBody, ContactsReport } from '../../domain/report/schemas.js';
import { latestContacts } from '../../ledger/application/contacts.js';
import { insertReveal } from '../../ledger/application/reveal.js';
import { appendEvent } from '../../ledger/event/append.js';
import { applicationPlace, contactsPlace, revealPlace } from '../../runtime/sealing/places.js';
import { lockedApplication } from '../intake/known-application.js';
import { knownShape } from '../intake/intake.js';
import type { IntakeWorld } from '../intake/intake.js';
import { readBody } from '../intake/read-body.js';

export interface Revealed {
  readonly version: number;
  readonly contacts: ContactsReport;
  /** Where it was asked for. */
  readonly applicant?: Pick<ApplicationBody['applicant'], 'name' | 'idNumber'>;
}

/**
 * The contacts in force, in clear, and who they are of where that is asked for. Who saw them and when stands in the trail before they are shown; why
 * is kept sealed. A {@link Refusal} where the application is unknown, or `staffRef` or the reason is none.
 */
export async function revealContacts(
  { ledger, sealing, clock }: Pick<IntakeWorld, 'ledger' | 'sealing' | 'clock'>,
  applicationId: string,
  given: {
    readonly reason: unknown;
    readonly staffRef: string;
    /** Name and identity number too. */
    readonly applicant?: boolean;
  },
): Promise<Revealed> {
  const id = knownShape(applicationId);
  const { staffRef } = given;
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  const read = readBody(reasonBodySchema, { reason: given.reason });
  return ledger.transaction(async (tx) => {
    const at = clock.now();
    // Held: an erasure comes before or after, and what was erased is not shown.
    const application = await lockedApplication(tx, id);
    const latest = await latestContacts(tx, id);
    if (latest === undefined) throw new Refusal('application-unknown');
    const { version } = latest;
    const dataKey = await sealing.openDataKey(application.wrappedKey, id);
    const contacts = sealing.open(dataKey, latest.sealed, contactsPlace(id, version)) as ContactsReport;
    const revealId = randomUUID();
    const sealed = sealing.seal(dataKey, read, revealPlace(revealId));
    await insertReveal(tx, { revealId, applicationId: id, version, staffRef, sealed, revealedAt: at });
    const detail = { version, staffRef, ...(given.applicant === true ? { applicant: true } : {}) };
    await appendEvent(tx, { at, applicationId: id, kind: 'contact-revealed', detail });
    if (given.applicant !== true) return { version, contacts };
    const body = sealing.open(dataKey, application.sealed, applicationPlace(id)) as ApplicationBody;
    const { name, idNumber } = body.applicant;
    return { version, contacts, applicant: { name, ...(idNumber === undefined ? {} : { idNumber }) } };
  });
}
