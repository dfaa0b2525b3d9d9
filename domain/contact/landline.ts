/** Whether a landline number can be called. Voice routes call it after the mobile number; staff read it when they call by hand. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { ContactState } from './contact-state.js';

export interface CheckedLandline {
  readonly state: ContactState;
  /** Area code and number without trunk 0 or country code, where good. */
  readonly national?: string;
  /** To be dialled once the exchange has answered. */
  readonly extension?: string;
}

/**
 * A landline number of mainland China with its area code, by libphonenumber's full metadata (the
 * others do not tell landlines from anything else). An extension may follow, as companies write it
 * (转 or `ext`). Service lines (400, 95xxx) reach nobody in particular and are refused.
 */
export function checkLandline(text: string | undefined): CheckedLandline {
  const written = (text ?? '').normalize('NFKC').trim();
  if (written === '') return { state: 'missing' };
  const parsed = parsePhoneNumberFromString(written.replace(/\s*(?:转|轉|分机)\s*/u, ' ext '), {
    defaultCountry: 'CN',
    extract: false,
  });
  if (parsed?.country !== 'CN' || !parsed.isValid() || parsed.getType() !== 'FIXED_LINE')
    return { state: 'bad-format' };
  const national: string = parsed.nationalNumber;
  return {
    state: 'good',
    national,
    ...(parsed.ext === undefined ? {} : { extension: parsed.ext }),
  };
}
