/** Reports of applications and withdrawals; those of contacts stand beside them. */
import { consentFacts } from '../../domain/contact/consent.js';
import { checkIdentityNumber } from '../../domain/contact/identity-number.js';
import type { IdentityNumberState } from '../../domain/contact/identity-number.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { applicationBodySchema, withdrawalBodySchema } from '../../domain/report/schemas.js';
import type { ApplicationBody } from '../../domain/report/schemas.js';
import { latestContacts } from '../../ledger/application/contacts.js';
import { findApplication } from '../../ledger/application/find.js';
import { insertApplication } from '../../ledger/application/insert.js';
import { insertConsent } from '../../ledger/consent/consent.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { Queryable } from '../../ledger/ledger.js';
import { reportsOfApplication } from '../../ledger/report/find.js';
import { insertReport } from '../../ledger/report/insert.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import { applicationPlace, reportPlace } from '../../runtime/sealing/places.js';
import { addContacts, announceInvalid, checkedStates, recordChecked } from './contacts.js';
import { overtakeCorrection } from './corrected-decision.js';
import type { Committed, IntakeWorld, Taken } from './intake.js';
import { newReportId, takeIn, tellLater } from './intake.js';
import { differingFields, lockedApplication, openable } from './known-application.js';
import { readBody } from './read-body.js';
import { recordUnasked } from './unasked.js';
import type { ApplicationWorld } from './unasked.js';

export { reportContacts } from './contacts.js';

/**
 * `PUT /v1/applications/{applicationId}`: `created`, `known`, or a {@link Refusal}
 * (`application-differs` names the fields).
 */
export const reportApplication = (
  world: ApplicationWorld,
  applicationId: string,
  given: unknown,
): Promise<Taken> =>
  takeIn(world, applicationId, { kind: 'application' }, async (tx, id, at) => {
    const read = readBody(applicationBodySchema, given);
    const { contacts, ...body } = read;
    const { sealing } = world;
    const { dataKey, wrapped, keyId } = await sealing.newDataKey(id);
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
    const states = await addContacts(world, tx, id, dataKey, { version: 1, contacts, at });
    const idNumber = identityNumberState(body, at);
    const reportId = newReportId();
    const report = {
      reportId,
      applicationId: id,
      kind: 'application' as const,
      digest: sealing.digest(canonicalJson(read)),
      sealed: sealing.seal(dataKey, read, reportPlace(reportId)),
      receivedAt: at,
    };
    // In this order, and nobody waits in between.
    const [, , , , tell] = await Promise.all([
      body.consent === undefined ? undefined : insertConsent(tx, id, 1, consentFacts(body.consent), at),
      insertReport(tx, report),
      appendEvent(tx, { at, applicationId: id, kind: 'application-reported' }),
      recordChecked(tx, id, { version: 1, at, ...states, ...idNumber }),
      tellLater(tx, id, reportId, at),
      recordUnasked(world, tx, id, read, at),
      announceInvalid(tx, id, { version: 1, at }),
    ]);
    return { taken: { result: 'created', ...states, ...idNumber }, tell };
  });

async function judgeAgain(
  world: IntakeWorld,
  tx: Queryable,
  id: ApplicationId,
  given: ApplicationBody,
  at: number,
): Promise<Committed> {
  openable(await findApplication(tx, id));
  const before = (await reportsOfApplication(tx, id)).find((report) => report.kind === 'application');
  if (before === undefined) throw new Error('an application stands in the ledger without its report');
  const fields = await differingFields(world, tx, id, before, given);
  if (fields.length > 0) throw new Refusal('application-differs', fields);
  await appendEvent(tx, { at, applicationId: id, kind: 'report-repeated', detail: { kind: 'application' } });
  const latest = await latestContacts(tx, id);
  const states = latest === undefined ? {} : await checkedStates(tx, id, latest);
  return { taken: { result: 'known', ...states, ...identityNumberState(given, at) } };
}

/** A birth date lies in the future by the date in China. */
const aheadOfUtcMs = 8 * 3_600_000;

/** What the check of an identity number says, where one was given; the number itself goes no further. */
function identityNumberState(
  { applicant }: Pick<ApplicationBody, 'applicant'>,
  at: number,
): { readonly idNumber?: IdentityNumberState } {
  const today = new Date(at + aheadOfUtcMs).toISOString().slice(0, 10);
  const state = checkIdentityNumber(applicant.type ?? 'person', applicant.idNumber, today);
  return state === 'missing' ? {} : { idNumber: state };
}

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
    const dataKey = await sealing.openDataKey(application.wrappedKey, id);
    await insertReport(tx, {
      reportId,
      applicationId: id,
      kind: 'withdrawal',
      digest: sealing.digest(canonicalJson(read)),
      sealed: sealing.seal(dataKey, read, reportPlace(reportId)),
      receivedAt: at,
    });
    await appendEvent(tx, { at, applicationId: id, kind: 'withdrawal-reported' });
    await overtakeCorrection(tx, id, at);
    return { taken: { result: 'created' }, tell: await tellLater(tx, id, reportId, at) };
  });
