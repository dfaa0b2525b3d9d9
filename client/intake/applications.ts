/** Reports of applications, contacts and withdrawals. */
import { checkContacts, checkMobile } from '../../domain/contact/check.js';
import type { ContactState } from '../../domain/contact/check.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { applicationBodySchema, contactsSchema, withdrawalBodySchema } from '../../domain/report/schemas.js';
import type { Contacts } from '../../domain/report/schemas.js';
import { insertContacts, insertContactValues, latestContacts } from '../../ledger/application/contacts.js';
import { findApplication, lockApplication } from '../../ledger/application/find.js';
import type { ApplicationRow } from '../../ledger/application/find.js';
import { insertApplication } from '../../ledger/application/insert.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { Queryable } from '../../ledger/ledger.js';
import { enqueue } from '../../ledger/outbox/outbox.js';
import { reportsOfApplication } from '../../ledger/report/find.js';
import { insertReport } from '../../ledger/report/insert.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import { differences } from '../../runtime/canonical/differences.js';
import { applicationPlace, contactsPlace, reportPlace } from '../../runtime/sealing/places.js';
import type { DataKey } from '../../runtime/sealing/sealing.js';
import { relayAfterMs } from '../relay/relay.js';
import type { Committed, IntakeWorld, Taken } from './intake.js';
import { newReportId, takeIn } from './intake.js';
import { readBody } from './read-body.js';

/**
 * `PUT /v1/applications/{applicationId}`: `created`, `known`, or a {@link Refusal}
 * (`application-differs` names the fields).
 */
export const reportApplication = (
  world: IntakeWorld,
  applicationId: string,
  given: unknown,
): Promise<Taken> =>
  takeIn(world, applicationId, { kind: 'application' }, async (tx, id, at) => {
    const read = readBody(applicationBodySchema, given);
    const { contacts, ...body } = read;
    const { sealing } = world;
    const { dataKey, wrapped, keyId } = sealing.newDataKey(id);
    const inserted = await insertApplication(tx, {
      applicationId: id,
      applicantType: body.applicant.type ?? 'person',
      product: body.product,
      ...(body.region === undefined ? {} : { region: body.region }),
      keyId,
      wrappedKey: wrapped,
      sealed: sealing.seal(dataKey, body, applicationPlace(id)),
      nameIndex: sealing.index('name', body.applicant.name),
      reportedAt: at,
    });
    if (!inserted) return judgeAgain(world, tx, id, read, at);
    const mobile = await addContacts(world, tx, id, dataKey, { version: 1, contacts, at });
    const reportId = newReportId();
    await insertReport(tx, {
      reportId,
      applicationId: id,
      kind: 'application',
      digest: sealing.digest(canonicalJson(read)),
      sealed: sealing.seal(dataKey, read, reportPlace(reportId)),
      receivedAt: at,
    });
    await appendEvent(tx, { at, applicationId: id, kind: 'application-reported' });
    await appendEvent(tx, { at, applicationId: id, kind: 'contact-checked', detail: { version: 1, mobile } });
    return { taken: { result: 'created', mobile }, tell: await tellLater(tx, id, reportId, at) };
  });

async function judgeAgain(
  world: IntakeWorld,
  tx: Queryable,
  id: ApplicationId,
  given: unknown,
  at: number,
): Promise<Committed> {
  const before = (await reportsOfApplication(tx, id)).find((report) => report.kind === 'application');
  if (before === undefined) throw new Error('an application stands in the ledger without its report');
  const fields = await differingFields(world, tx, id, before, given);
  if (fields.length > 0) throw new Refusal('application-differs', fields);
  await appendEvent(tx, { at, applicationId: id, kind: 'report-repeated', detail: { kind: 'application' } });
  const contacts = await latestContacts(tx, id);
  return { taken: { result: 'known', ...(contacts === undefined ? {} : { mobile: contacts.mobileState }) } };
}

/** Names of the fields in which a report differs from the one taken; none if it is the same. */
export async function differingFields(
  { sealing }: IntakeWorld,
  tx: Queryable,
  id: ApplicationId,
  before: { readonly reportId: string; readonly digest: Buffer; readonly sealed: Buffer },
  given: unknown,
): Promise<string[]> {
  if (sealing.digest(canonicalJson(given)).equals(before.digest)) return [];
  const application = await knownApplication(tx, id);
  const dataKey = sealing.openDataKey(application.wrappedKey, id);
  return differences(sealing.open(dataKey, before.sealed, reportPlace(before.reportId)), given);
}

/** `PUT …/contacts`: a new version of the contacts, checked at once. The same again is known. */
export const reportContacts = (world: IntakeWorld, applicationId: string, given: unknown): Promise<Taken> =>
  takeIn(world, applicationId, { kind: 'contacts' }, async (tx, id, at) => {
    const read = readBody(contactsSchema, given);
    const { sealing } = world;
    const application = await lockedApplication(tx, id);
    const latest = await latestContacts(tx, id);
    const digest = sealing.digest(canonicalJson(read));
    if (latest?.digest.equals(digest) === true) {
      await appendEvent(tx, { at, applicationId: id, kind: 'report-repeated', detail: { kind: 'contacts' } });
      return { taken: { result: 'known', mobile: latest.mobileState } };
    }
    const version = (latest?.version ?? 0) + 1;
    const dataKey = sealing.openDataKey(application.wrappedKey, id);
    const mobile = await addContacts(world, tx, id, dataKey, { version, contacts: read, at });
    const reportId = newReportId();
    await insertReport(tx, {
      reportId,
      applicationId: id,
      kind: 'contacts',
      contactVersion: version,
      digest,
      sealed: sealing.seal(dataKey, read, reportPlace(reportId)),
      receivedAt: at,
    });
    await appendEvent(tx, { at, applicationId: id, kind: 'contacts-reported', detail: { version } });
    await appendEvent(tx, { at, applicationId: id, kind: 'contact-checked', detail: { version, mobile } });
    return { taken: { result: 'created', mobile }, tell: await tellLater(tx, id, reportId, at) };
  });

/** `POST …/withdrawal`: ends everything owed. The same again is known. */
export const reportWithdrawal = (world: IntakeWorld, applicationId: string, given: unknown): Promise<Taken> =>
  takeIn(world, applicationId, { kind: 'withdrawal' }, async (tx, id, at) => {
    const read = readBody(withdrawalBodySchema, given);
    const { sealing } = world;
    const application = await lockedApplication(tx, id);
    const before = (await reportsOfApplication(tx, id)).find((report) => report.kind === 'withdrawal');
    if (before !== undefined) {
      const fields = await differingFields(world, tx, id, before, read);
      if (fields.length > 0) throw new Refusal('withdrawal-differs', fields);
      await appendEvent(tx, {
        at,
        applicationId: id,
        kind: 'report-repeated',
        detail: { kind: 'withdrawal' },
      });
      return { taken: { result: 'known' } };
    }
    const reportId = newReportId();
    const dataKey = sealing.openDataKey(application.wrappedKey, id);
    await insertReport(tx, {
      reportId,
      applicationId: id,
      kind: 'withdrawal',
      digest: sealing.digest(canonicalJson(read)),
      sealed: sealing.seal(dataKey, read, reportPlace(reportId)),
      receivedAt: at,
    });
    await appendEvent(tx, { at, applicationId: id, kind: 'withdrawal-reported' });
    return { taken: { result: 'created' }, tell: await tellLater(tx, id, reportId, at) };
  });

/** The application, held so that its reports are judged one after another. */
export async function lockedApplication(tx: Queryable, id: ApplicationId): Promise<ApplicationRow> {
  const application = await lockApplication(tx, id);
  if (application === undefined) throw new Refusal('application-unknown');
  return application;
}

async function knownApplication(tx: Queryable, id: ApplicationId): Promise<ApplicationRow> {
  const application = await findApplication(tx, id);
  if (application === undefined) throw new Refusal('application-unknown');
  return application;
}

/** Leaves word for the story, in the report's own transaction. */
export async function tellLater(
  tx: Queryable,
  id: ApplicationId,
  reportId: string,
  at: number,
): Promise<NonNullable<Committed['tell']>> {
  const message = { kind: 'reported', reportId } as const;
  const outboxId = await enqueue(tx, id, message, { writtenAt: at, nextAt: at + relayAfterMs });
  return { outboxId, message };
}

const indexKindOf = { sms: 'mobile', voice: 'mobile', push: 'push-token', email: 'email' } as const;

async function addContacts(
  { sealing }: IntakeWorld,
  tx: Queryable,
  id: ApplicationId,
  dataKey: DataKey,
  { version, contacts, at }: { version: number; contacts: Contacts; at: number },
): Promise<ContactState> {
  const mobile = checkMobile(contacts.mobile);
  await insertContacts(tx, id, {
    version,
    sealed: sealing.seal(dataKey, contacts, contactsPlace(id, version)),
    digest: sealing.digest(canonicalJson(contacts)),
    // A bad number is indexed too, as it was written: staff look for it as they were told it.
    mobileIndex:
      contacts.mobile === undefined ? null : sealing.index('mobile', mobile.national ?? contacts.mobile),
    mobileState: mobile.state,
    reportedAt: at,
  });
  await insertContactValues(
    tx,
    id,
    version,
    checkContacts(contacts).map(({ name, channel, state, value }) => ({
      name,
      channel,
      state,
      index: sealing.index(indexKindOf[channel], value),
    })),
  );
  return mobile.state;
}
