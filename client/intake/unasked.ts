/** What is known at the intake of checks by providers: that nobody may be asked. */
import { lackOf, namedPerson, unasked } from '../../domain/verification/lack.js';
import { checkMobile } from '../../domain/contact/check.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import type { ApplicationBody } from '../../domain/report/schemas.js';
import type { CheckKind } from '../../domain/verification/verification.js';
import type { Queryable } from '../../ledger/ledger.js';
import { recordVerification } from '../../ledger/verification/record.js';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';
import { mobileIndexOf } from './contacts.js';
import type { IntakeWorld } from './intake.js';

/** The intake of an application, and which checks of its number there are. */
export interface ApplicationWorld extends IntakeWorld {
  readonly configuration: Pick<Configuration, 'checks'>;
}

const name = 'mobile';
const version = 1;

/**
 * Puts on record, in the transaction of the application's report, that its number is checked by nobody and why; where
 * there is somebody to ask, the story does, and records everything itself. A worker whose configuration has other checks
 * than this process's puts those on record as it takes the report up.
 */
export async function recordUnasked(
  world: Pick<ApplicationWorld, 'sealing' | 'configuration'>,
  tx: Queryable,
  applicationId: ApplicationId,
  body: ApplicationBody,
  at: number,
): Promise<void> {
  const index = mobileIndexOf(world, body.contacts);
  if (index === undefined || checkMobile(body.contacts.mobile).state === 'bad-format') return;
  const person = namedPerson(body, at);
  const kinds = configuredKinds(world);
  const answers = kinds.flatMap((kind) => {
    const lack = lackOf(kind, body.consent, person);
    return lack === undefined ? [] : [unasked(kind, lack, at)];
  });
  if (answers.length < kinds.length) return;
  const value = { applicationId, version, name, index };
  await Promise.all(answers.map((one) => recordVerification(tx, value, `${name}@${version}`, one, at)));
}

function configuredKinds({ configuration }: Pick<ApplicationWorld, 'configuration'>): CheckKind[] {
  const { numberStatus, realName } = configuration.checks;
  return [
    ...(numberStatus === undefined ? [] : ['number-status' as const]),
    ...(realName === undefined ? [] : ['real-name' as const]),
  ];
}
