/** Opens what the ledger holds sealed of one application; the plain data never leaves the activity. */
import type { Channel } from '../../domain/attempt/route.js';
import { checkContacts } from '../../domain/contact/check.js';
import type { GivenState } from '../../domain/contact/contact-state.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import type { ApplicationBody, ContactsReport, StageBody } from '../../domain/report/schemas.js';
import { contactsOfVersion, contactValues, latestContacts } from '../../ledger/application/contacts.js';
import type { ContactVersion } from '../../ledger/application/contacts.js';
import { findApplication } from '../../ledger/application/find.js';
import type { ApplicationRow } from '../../ledger/application/find.js';
import type { Queryable } from '../../ledger/ledger.js';
import type { ReportRow } from '../../ledger/report/find.js';
import type { DataKey } from '../../runtime/sealing/sealing.js';
import { applicationPlace, contactsPlace, reportPlace } from '../../runtime/sealing/places.js';
import type { World } from '../world.js';

export interface OpenedApplication {
  readonly dataKey: DataKey;
  readonly body: Omit<ApplicationBody, 'contacts'>;
}

/** The application as it was reported. Throws if it is not in the ledger (a report of it is), or was erased. */
export async function openApplication(
  { sealing }: World,
  tx: Queryable,
  applicationId: string,
): Promise<OpenedApplication> {
  return opened(sealing, await findApplication(tx, applicationId), applicationId);
}

async function opened(
  sealing: World['sealing'],
  row: ApplicationRow | undefined,
  applicationId: string,
): Promise<OpenedApplication> {
  if (row === undefined) throw new Error('the application of a report is not in the ledger');
  // Nothing is owed of such an application: whoever comes here has lost its way.
  if (row.wrappedKey === null) throw new Error('the data of an application was erased');
  const dataKey = await sealing.openDataKey(row.wrappedKey, applicationId);
  const body = sealing.open(dataKey, row.sealed, applicationPlace(applicationId));
  return { dataKey, body: body as OpenedApplication['body'] };
}

/** A contact value as it may be sent to. */
export interface OpenedContact {
  readonly channel: Channel;
  readonly state: GivenState;
  readonly value: string;
  /** Keyed hash of the value: the same value is the same contact, whatever its name. */
  readonly index: Buffer;
  /** Named by the version in which the value came, so that the same value stays the same contact: `mobile@2`. */
  readonly contact: string;
  /** Nothing may be sent to it by SMS: its owner said so. */
  readonly unsubscribed: boolean;
}

export interface OpenedContacts {
  readonly version: number;
  readonly contacts: readonly OpenedContact[];
  /** Where it was reported with contacts; else that of the application stands. */
  readonly consent?: ApplicationBody['consent'];
}

/** Contacts of a version. */
export async function openContacts(
  { sealing }: World,
  tx: Queryable,
  { applicationId }: Pick<NoticeKey, 'applicationId'>,
  dataKey: DataKey,
  version: number,
): Promise<OpenedContacts> {
  const row = await contactsOfVersion(tx, applicationId, version);
  return openedContacts(sealing, tx, { applicationId, dataKey, row });
}

/** An application and its contacts in force, read together. `consent` is what was said last. */
export async function openWithContacts(
  { sealing }: World,
  tx: Queryable,
  applicationId: string,
): Promise<OpenedApplication & OpenedContacts> {
  const [application, row] = await Promise.all([
    findApplication(tx, applicationId),
    latestContacts(tx, applicationId),
  ]);
  const { dataKey, body } = await opened(sealing, application, applicationId);
  const consent = body.consent === undefined ? {} : { consent: body.consent };
  const contacts = await openedContacts(sealing, tx, { applicationId, dataKey, row });
  return { dataKey, body, ...consent, ...contacts };
}

interface SealedContacts {
  readonly applicationId: string;
  readonly dataKey: DataKey;
  readonly row: ContactVersion | undefined;
}

/** Values are asked for by the version that was read: another may have been reported meanwhile. */
async function openedContacts(
  sealing: World['sealing'],
  tx: Queryable,
  { applicationId, dataKey, row }: SealedContacts,
): Promise<OpenedContacts> {
  if (row === undefined) throw new Error('the contacts of an application are not in the ledger');
  const report = sealing.open(
    dataKey,
    row.sealed,
    contactsPlace(applicationId, row.version),
  ) as ContactsReport;
  const stored = new Map(
    (await contactValues(tx, applicationId, row.version)).map((value) => [value.name, value]),
  );
  const contacts = checkContacts(report).flatMap(({ name, value, channel }): OpenedContact[] => {
    const known = stored.get(name);
    return known === undefined
      ? []
      : [
          {
            channel,
            state: known.state,
            value,
            index: known.index,
            contact: `${name}@${known.since}`,
            unsubscribed: known.unsubscribedAt !== null,
          },
        ];
  });
  const { consent } = report;
  return { version: row.version, contacts, ...(consent === undefined ? {} : { consent }) };
}

/** What a stage report said. */
export const openStageBody = ({ sealing }: World, report: ReportRow, dataKey: DataKey): StageBody =>
  sealing.open(dataKey, report.sealed, reportPlace(report.reportId)) as StageBody;
