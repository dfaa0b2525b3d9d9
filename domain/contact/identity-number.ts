/**
 * Checks the number that identifies an applicant, where one is given: it is not used for sending, but
 * a wrong one is told while it can still be corrected. A fault is told by its name, never by the number.
 */
import { dayNumberOf } from '../calendar/civil-date.js';

/**
 * `fifteen-digits` is a resident identity number of the first generation, void since 2013;
 * `bad-birth-date` holds a date that does not exist, or lies in the future.
 */
export type IdentityNumberState =
  'good' | 'missing' | 'bad-format' | 'fifteen-digits' | 'bad-birth-date' | 'bad-checksum';

/**
 * A person's resident identity number (公民身份号码, GB 11643-1999): six digits of region, the date of
 * birth, three of order, and a check character by ISO 7064 MOD 11-2. The region is not looked up:
 * regions are renamed and merged, numbers stay. `today` is a local date, `YYYY-MM-DD`.
 */
export function checkResidentNumber(text: string | undefined, today: string): IdentityNumberState {
  const written = plainIdentityNumber(text);
  if (written === '') return 'missing';
  if (/^\d{15}$/.test(written)) return 'fifteen-digits';
  const [, year = '', month = '', day = ''] =
    /^[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(written) ?? [];
  if (year === '') return 'bad-format';
  const born = dayNumberOf(`${year}-${month}-${day}`);
  const latest = dayNumberOf(today);
  if (born === undefined || Number(year) < 1800 || (latest !== undefined && born > latest))
    return 'bad-birth-date';
  const sum = written
    .slice(0, 17)
    .split('')
    .reduce((total, digit) => (total + Number(digit)) * 2, 0);
  return '10X98765432'[sum % 11] === written[17] ? 'good' : 'bad-checksum';
}

/** The characters of a unified social credit code by their value: no I, O, S, V or Z. */
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * A company's unified social credit code (统一社会信用代码, GB 32100-2015): authority and kind, six
 * digits of region, nine of the organisation, and a check character over weights 3^n modulo 31.
 */
export function checkCreditCode(text: string | undefined): IdentityNumberState {
  const written = plainIdentityNumber(text);
  if (written === '') return 'missing';
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(written)) return 'bad-format';
  let weight = 1;
  let sum = 0;
  for (const character of written.slice(0, 17)) {
    sum += creditAlphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return creditAlphabet[(31 - (sum % 31)) % 31] === written[17] ? 'good' : 'bad-checksum';
}

/** A person has a resident identity number, a company a unified social credit code. */
export const checkIdentityNumber = (
  applicantType: 'person' | 'company',
  text: string | undefined,
  today: string,
): IdentityNumberState =>
  applicantType === 'company' ? checkCreditCode(text) : checkResidentNumber(text, today);

/** The number as it is compared: full-width characters, spaces and hyphens are ways of writing it. */
export const plainIdentityNumber = (text = ''): string =>
  text
    .normalize('NFKC')
    .replace(/[\s-]+/gu, '')
    .toUpperCase();
