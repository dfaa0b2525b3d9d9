/** An applicant's values masked, for staff who look at an application or a task. */
import { maskedEmail, maskedIdNumber, maskedName, maskedNumber } from '../../domain/contact/masked.js';
import type { ApplicationBody, ContactsReport } from '../../domain/report/schemas.js';
import { openableApplications } from '../../ledger/application/openable.js';
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

type MaskingWorld = Pick<IntakeWorld, 'sealing' | 'logger'>;

/** Undefined where there is nothing to mask, or nothing that can be opened: the page is shown all the same. */
export const maskedApplicant = async (
  world: MaskingWorld,
  tx: Queryable,
  applicationId: string,
): Promise<Masked | undefined> => (await maskedApplicants(world, tx, [applicationId])).get(applicationId);

/** By application; one that was erased or cannot be opened is left out, and the page is shown all the same. */
export async function maskedApplicants(
  { sealing, logger }: MaskingWorld,
  tx: Queryable,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, Masked>> {
  const rows = applicationIds.length === 0 ? [] : await openableApplications(tx, applicationIds);
  const opened = await Promise.all(
    rows.map(async ({ applicationId, wrappedKey, sealed, version, sealedContacts }) => {
      try {
        const dataKey = await sealing.openDataKey(wrappedKey, applicationId);
        const body = sealing.open(dataKey, sealed, applicationPlace(applicationId));
        const contacts = sealing.open(dataKey, sealedContacts, contactsPlace(applicationId, version));
        const seen = masked((body as ApplicationBody).applicant, contacts as ContactsReport);
        return [[applicationId, seen] as const];
      } catch (failure) {
        if (!(failure instanceof SealingFault)) throw failure;
        logger.error({ err: failure }, 'an application cannot be opened');
        return [];
      }
    }),
  );
  return new Map(opened.flat());
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
