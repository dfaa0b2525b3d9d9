/** Puts answers of checkers on record, with all that follows from them. */
import { isBlocked } from '../../domain/contact/contact-state.js';
import type { GivenState } from '../../domain/contact/contact-state.js';
import type { Verification } from '../../domain/verification/verification.js';
import { raiseAlarm } from '../../ledger/alarm/raise.js';
import { announce } from '../../ledger/announcement/insert.js';
import { contactValues } from '../../ledger/application/contacts.js';
import { lockApplication } from '../../ledger/application/find.js';
import type { Queryable } from '../../ledger/ledger.js';
import { recordVerification } from '../../ledger/verification/record.js';
import type { CheckedValue } from '../../ledger/verification/record.js';
import type { World } from '../world.js';

/** How the value stands with them. The loan system is told, once, of one that is blocked by them. */
export const recordChecks = (
  { ledger, clock }: World,
  value: CheckedValue,
  contact: string,
  answers: readonly Verification[],
): Promise<GivenState> =>
  ledger.transaction((tx) => recordChecksIn(tx, value, contact, answers, clock.now()));

/** The same in the transaction given. */
export async function recordChecksIn(
  tx: Queryable,
  value: CheckedValue,
  contact: string,
  answers: readonly Verification[],
  at: number,
): Promise<GivenState> {
  const { applicationId } = value;
  await lockApplication(tx, applicationId);
  const before = await stateOf(tx, value);
  for (const one of answers)
    await Promise.all([recordVerification(tx, value, contact, one, at), raiseAlarms(tx, one, at)]);
  const state = await stateOf(tx, value);
  if (isBlocked(state) && state !== before)
    await announce(tx, [{ kind: 'contact.invalid', applicationId, contact, state, occurredAt: at }]);
  return state;
}

async function stateOf(tx: Queryable, { applicationId, version, name }: CheckedValue): Promise<GivenState> {
  const values = await contactValues(tx, applicationId, version);
  const value = values.find((one) => one.name === name);
  if (value === undefined) throw new Error('a contact that was checked is not in the ledger');
  return value.state;
}

async function raiseAlarms(tx: Queryable, one: Verification, at: number): Promise<void> {
  const subject = `check/${one.kind}/${one.provider ?? ''}`;
  if (one.because === 'misconfigured') await raiseAlarm(tx, 'provider-misconfigured', subject, at);
  if (one.because === 'unlisted-code')
    await raiseAlarm(tx, 'unlisted-code', `${subject} ${one.code ?? ''}`, at);
}
