/** Whether a contact value can be used; checked when the application is reported, not on approval day. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

export type ContactState = 'good' | 'missing' | 'bad-format';

export interface CheckedMobile {
  readonly state: ContactState;
  /** Eleven digits without country code, where good. */
  readonly national?: string;
}

/**
 * A mobile number of mainland China: the `mobile` metadata of libphonenumber, since the default
 * one takes 12345678901 for valid. Full-width digits, spaces and +86 are read; extensions are not.
 */
export function checkMobile(text: string | undefined): CheckedMobile {
  if (text === undefined || text.trim() === '') return { state: 'missing' };
  const parsed = parsePhoneNumberFromString(text.normalize('NFKC'), { defaultCountry: 'CN', extract: false });
  if (parsed?.country !== 'CN' || parsed.ext !== undefined) return { state: 'bad-format' };
  const national: string = parsed.nationalNumber;
  if (!parsed.isValid() || parsed.getType() !== 'MOBILE' || !/^1\d{10}$/.test(national))
    return { state: 'bad-format' };
  return { state: 'good', national };
}
