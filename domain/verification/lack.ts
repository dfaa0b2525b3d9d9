/** What stands in the way of a check before anybody is asked. */
import { checkResidentNumber, plainIdentityNumber } from '../contact/identity-number.js';
import { mayBeVerified } from '../contact/consent.js';
import type { Consent } from '../contact/consent.js';
import type { ApplicationBody } from '../report/schemas.js';
import type { CheckKind, UncheckedBecause, Verification } from './verification.js';

/** Whose number it is said to be. */
export interface NamedPerson {
  readonly name: string;
  readonly idNumber: string;
}

const aheadOfUtcMs = 8 * 3_600_000;

/**
 * The person a number is compared with, where both name and identity number are on record; undefined for a company,
 * whose identity number is no person's. `at` in epoch milliseconds: a birth date lies in the future by the date in China.
 */
export function namedPerson(
  { applicant }: Pick<ApplicationBody, 'applicant'>,
  at: number,
): NamedPerson | undefined {
  const { name, idNumber, type = 'person' } = applicant;
  const today = new Date(at + aheadOfUtcMs).toISOString().slice(0, 10);
  if (type === 'company' || idNumber === undefined || checkResidentNumber(idNumber, today) !== 'good')
    return undefined;
  return { name: name.normalize('NFKC').trim(), idNumber: plainIdentityNumber(idNumber) };
}

export type Lack = Extract<UncheckedBecause, 'no-consent' | 'no-identity-number'>;

/** Why nobody is asked; undefined where somebody may be. */
export function lackOf(
  kind: CheckKind,
  consent: Consent | undefined,
  person: NamedPerson | undefined,
): Lack | undefined {
  if (!mayBeVerified(consent, kind)) return 'no-consent';
  return kind === 'real-name' && person === undefined ? 'no-identity-number' : undefined;
}

/** As it goes on record. */
export const unasked = (kind: CheckKind, because: Lack, checkedAt: number): Verification => ({
  kind,
  answer: 'unchecked',
  because,
  checkedAt,
});
