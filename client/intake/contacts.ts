/** Contacts and their changes: each a version of its own, checked at once. */
import { checkContacts, checkMobile } from '../../domain/contact/check.js';
import { consentFacts } from '../../domain/contact/consent.js';
import type { ContactState } from '../../domain/contact/contact-state.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { contactsReportSchema } from '../../domain/report/schemas.js';
import type { ApplicationBody, Contacts, ContactsReport } from '../../domain/report/schemas.js';
import {
  contactValues,
  insertContacts,
  insertContactValues,
  latestContacts,
} from '../../ledger/application/contacts.js';
import type { ContactVersion } from '../../ledger/application/contacts.js';
import { announce } from '../../ledger/announcement/insert.js';
import { insertConsent } from '../../ledger/consent/consent.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { Queryable } from '../../ledger/ledger.js';
import { insertReport } from '../../ledger/report/insert.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import { applicationPlace, contactsPlace, reportPlace } from '../../runtime/sealing/places.js';
import type { DataKey } from '../../runtime/sealing/sealing.js';
import type { CheckedStates, Committed, IntakeWorld, Taken } from './intake.js';
import { newReportId, takeIn, tellLater } from './intake.js';
import { lockedApplication } from './known-application.js';
import { readBody } from './read-body.js';

/**
 * `PUT …/contacts`: a new version of the contacts as a whole, checked at once; consent that is left out
 * stays as it was. The same again is known.
 */
export const reportContacts = (world: IntakeWorld, applicationId: string, given: unknown): Promise<Taken> =>
  takeIn(world, applicationId, { kind: 'contacts' }, async (tx, id, at) => {
    const body = readBody(contactsReportSchema, given);
    const known = await inForce(world, tx, id);
    const { consent = known.consent, ...contacts } = body;
    return changeContacts(world, tx, known, { contacts, consent, body, by: {}, at });
  });

/** Who of the bank's people changed a contact, and who agreed; nobody did where they acted alone. */
export interface CorrectedBy {
  readonly staffRef?: string;
  readonly confirmedBy?: string;
  readonly actedAlone?: true;
}

export interface KnownContacts {
  readonly id: ApplicationId;
  readonly dataKey: DataKey;
  readonly latest: ContactVersion | undefined;
  readonly contacts: Contacts;
  readonly consent: ApplicationBody['consent'];
}

/** Contacts and consent in force, the application held. */
export async function inForce(
  { sealing }: Pick<IntakeWorld, 'sealing'>,
  tx: Queryable,
  id: ApplicationId,
): Promise<KnownContacts> {
  const application = await lockedApplication(tx, id);
  const dataKey = await sealing.openDataKey(application.wrappedKey, id);
  const body = sealing.open(dataKey, application.sealed, applicationPlace(id)) as ApplicationBody;
  const latest = await latestContacts(tx, id);
  const opened =
    latest === undefined
      ? {}
      : (sealing.open(dataKey, latest.sealed, contactsPlace(id, latest.version)) as ContactsReport);
  const { consent = body.consent, ...contacts } = opened;
  return { id, dataKey, latest, contacts, consent };
}

/** Makes them a version of their own, with its checks and word for the story; what is no change is known. */
export async function changeContacts(
  world: Pick<IntakeWorld, 'sealing'>,
  tx: Queryable,
  { id, dataKey, latest, consent: before }: KnownContacts,
  change: {
    readonly contacts: Contacts;
    readonly consent: ApplicationBody['consent'];
    readonly body: ContactsReport;
    readonly by: CorrectedBy;
    readonly at: number;
  },
): Promise<Committed> {
  const { sealing } = world;
  const { contacts, consent, body, by, at } = change;
  const digest = sealing.digest(canonicalJson(contacts));
  const sameConsent = canonicalJson(consent ?? null) === canonicalJson(before ?? null);
  if (latest?.digest.equals(digest) === true && sameConsent) {
    await appendEvent(tx, { at, applicationId: id, kind: 'report-repeated', detail: { kind: 'contacts' } });
    return { taken: { result: 'known', ...(await checkedStates(tx, id, latest)) } };
  }
  const version = (latest?.version ?? 0) + 1;
  await addContacts(world, tx, id, dataKey, { version, contacts, consent, at });
  if (body.consent !== undefined) await insertConsent(tx, id, version, consentFacts(body.consent), at);
  const mobileState = checkMobile(contacts.mobile).state;
  const states = await checkedStates(tx, id, { version, mobileState });
  const reportId = newReportId();
  await insertReport(tx, {
    reportId,
    applicationId: id,
    kind: 'contacts',
    contactVersion: version,
    digest: sealing.digest(canonicalJson(body)),
    sealed: sealing.seal(dataKey, body, reportPlace(reportId)),
    receivedAt: at,
  });
  const detail = { version, ...by, consentChanged: !sameConsent };
  await appendEvent(tx, { at, applicationId: id, kind: 'contacts-reported', detail });
  await recordChecked(tx, id, { version, at, ...states });
  const tell = await tellLater(tx, id, reportId, at);
  await announceInvalid(tx, id, { version, at });
  return { taken: { result: 'created', ...states }, tell };
}

/** What a check says of the contacts of one version. */
export type ContactsChecked = { readonly mobile: ContactState; readonly contacts: CheckedStates };

/** The states of a version that is in the ledger. */
export async function checkedStates(
  tx: Queryable,
  id: ApplicationId,
  { version, mobileState }: Pick<ContactVersion, 'version' | 'mobileState'>,
): Promise<ContactsChecked> {
  const values = await contactValues(tx, id, version);
  return {
    mobile: values.find(({ name }) => name === 'mobile')?.state ?? mobileState,
    contacts: Object.fromEntries(values.map(({ name, state }) => [name, state])),
  };
}

/**
 * Tells the loan system of every contact of a new version that is not written as one that can be used, unless it
 * was told of that very value before; in the transaction of the report.
 */
export async function announceInvalid(
  tx: Queryable,
  applicationId: ApplicationId,
  { version, at }: { readonly version: number; readonly at: number },
): Promise<void> {
  const values = await contactValues(tx, applicationId, version);
  await announce(
    tx,
    values.flatMap(({ name, state, since }) =>
      state === 'bad-format' && since === version
        ? [{ kind: 'contact.invalid', applicationId, contact: `${name}@${since}`, state, occurredAt: at }]
        : [],
    ),
  );
}

/** Puts the states on record; `idNumber` where one was given with the application. */
export const recordChecked = (
  tx: Queryable,
  applicationId: ApplicationId,
  checked: ContactsChecked & { readonly version: number; readonly at: number; readonly idNumber?: string },
): Promise<void> => {
  const { version, at, mobile, contacts, idNumber } = checked;
  const states = Object.entries(contacts).map(([name, state]) => `${name}: ${state}`);
  const detail = { version, mobile, contacts: states, ...(idNumber === undefined ? {} : { idNumber }) };
  return appendEvent(tx, { at, applicationId, kind: 'contact-checked', detail });
};

const indexKindOf = { sms: 'mobile', voice: 'mobile', push: 'push-token', email: 'email' } as const;

/** A bad number is indexed too, as it was written: staff look for it as they were told it. */
export const mobileIndexOf = (
  { sealing }: Pick<IntakeWorld, 'sealing'>,
  { mobile }: Contacts,
): Buffer | undefined =>
  mobile === undefined ? undefined : sealing.index('mobile', checkMobile(mobile).national ?? mobile);

/** Writes one version, with its consent where that was reported with contacts. */
export async function addContacts(
  world: Pick<IntakeWorld, 'sealing'>,
  tx: Queryable,
  id: ApplicationId,
  dataKey: DataKey,
  given: {
    readonly version: number;
    readonly contacts: Contacts;
    readonly consent?: ApplicationBody['consent'];
    readonly at: number;
  },
): Promise<ContactsChecked> {
  const { sealing } = world;
  const { version, contacts, consent, at } = given;
  const mobile = checkMobile(contacts.mobile).state;
  const sealed = { ...contacts, ...(consent === undefined ? {} : { consent }) };
  await insertContacts(tx, id, {
    version,
    sealed: sealing.seal(dataKey, sealed, contactsPlace(id, version)),
    digest: sealing.digest(canonicalJson(contacts)),
    mobileIndex: mobileIndexOf(world, contacts) ?? null,
    mobileState: mobile,
    reportedAt: at,
  });
  const checked = checkContacts(contacts);
  await insertContactValues(
    tx,
    id,
    version,
    checked.map(({ name, channel, state, value }) => ({
      name,
      channel,
      state,
      index: sealing.index(indexKindOf[channel], value),
    })),
  );
  return { mobile, contacts: Object.fromEntries(checked.map(({ name, state }) => [name, state])) };
}
