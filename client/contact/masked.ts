/** An applicant's values masked, for staff who look at an application or a task. */
import { maskedEmail, maskedIdNumber, maskedName, maskedNumber } from '../../domain/contact/masked.js';
import type { ApplicationBody, ContactsReport } from '../../domain/report/schemas.js';
import { latestContacts } from '../../ledger/application/contacts.js';
import { findApplication } from '../../ledger/application/find.js';
import type { Queryable } from '../../ledger/ledger.js';
import { applicationPlace, contactsPlace } from '../../runtime/sealing/places.js';
import { SealingFault } from '../../runtime/sealing/sealing-fault.js';
import type { IntakeWorld } from '../intake/intake.js';

/** What was not given is left out; tokens of the app are told by their number alone. */
export interface Masked {
  readonly name: string;
  readonly idNumber?: string;
  readonly mobile?: string;
  readonly landline?: string;
  readonly email?: string;
  readonly pushTokens?: number;
}

/** Undefined where there is nothing to mask, or nothing that can be opened: the page is shown all the same. */
export async function maskedApplicant(
  { sealing, logger }: Pick<IntakeWorld, 'sealing' | 'logger'>,
  tx: Queryable,
  applicationId: string,
): Promise<Masked | undefined> {
  const application = await findApplication(tx, applicationId);
  const latest = await latestContacts(tx, applicationId);
  if (application === undefined || application.wrappedKey === null || latest === undefined) return undefined;
  try {
    const dataKey = await sealing.openDataKey(application.wrappedKey, applicationId);
    const body = sealing.open(dataKey, application.sealed, applicationPlace(applicationId));
    const contacts = sealing.open(dataKey, latest.sealed, contactsPlace(applicationId, latest.version));
    return masked((body as ApplicationBody).applicant, contacts as ContactsReport);
  } catch (failure) {
    if (!(failure instanceof SealingFault)) throw failure;
    logger.error({ err: failure }, 'an application cannot be opened');
    return undefined;
  }
}

function masked(
  { name, idNumber }: ApplicationBody['applicant'],
  { mobile, landline, email, pushTokens }: ContactsReport,
): Masked {
  return {
    name: maskedName(name),
    ...(idNumber === undefined ? {} : { idNumber: maskedIdNumber(idNumber) }),
    ...(mobile === undefined ? {} : { mobile: maskedNumber(mobile) }),
    ...(landline === undefined ? {} : { landline: maskedNumber(landline) }),
    ...(email === undefined ? {} : { email: maskedEmail(email) }),
    ...(pushTokens === undefined ? {} : { pushTokens: pushTokens.length }),
  };
}
