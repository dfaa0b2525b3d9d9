/** What an act would take the place of, in clear, for whoever compares. */
import type { ProposedActOf } from '../../domain/approval/act.js';
import { contactsOfVersion } from '../../ledger/application/contacts.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import type { Queryable } from '../../ledger/ledger.js';
import { reportsOfApplication } from '../../ledger/report/find.js';
import { contactsPlace, reportPlace } from '../../runtime/sealing/places.js';
import type { DataKey, Sealing } from '../../runtime/sealing/sealing.js';

/**
 * The decision of the round before as it was reported, or the contacts that are changed as they were when that was
 * proposed; undefined where nothing is replaced.
 */
export async function valuesBefore(
  tx: Queryable,
  sealing: Sealing,
  { act, applicationId }: ApprovalRow,
  dataKey: DataKey,
): Promise<unknown> {
  if (applicationId === null) return undefined;
  if (act.kind === 'corrected-decision') return decisionBefore(tx, sealing, applicationId, act, dataKey);
  if (act.kind !== 'contact-change') return undefined;
  const before = await contactsOfVersion(tx, applicationId, act.restsOn);
  if (before === undefined) return undefined;
  const contacts = sealing.open(
    dataKey,
    before.sealed,
    contactsPlace(applicationId, before.version),
  ) as object;
  const changed: readonly string[] = [...act.replaces, ...act.removes];
  return Object.fromEntries(Object.entries(contacts).filter(([name]) => changed.includes(name)));
}

async function decisionBefore(
  tx: Queryable,
  sealing: Sealing,
  applicationId: string,
  { stage, round }: ProposedActOf<'corrected-decision'>,
  dataKey: DataKey,
): Promise<unknown> {
  const reports = await reportsOfApplication(tx, applicationId);
  const before = reports
    .filter((one) => one.kind === 'stage' && one.stage === stage && one.round !== null && one.round < round)
    .sort((one, other) => (other.round ?? 0) - (one.round ?? 0))[0];
  return before === undefined
    ? undefined
    : sealing.open(dataKey, before.sealed, reportPlace(before.reportId));
}
