/** Whether contact values can be used; checked when the application is reported, not on approval day. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import type { Channel } from '../attempt/route.js';
import type { Contacts } from '../report/schemas.js';
import type { ContactState, FormState, GivenState } from './contact-state.js';
import { checkEmail } from './email.js';
import { checkLandline } from './landline.js';

export type { ContactState } from './contact-state.js';

export interface CheckedMobile {
  readonly state: ContactState;
  /** Eleven digits without country code, where good. */
  readonly national?: string;
}

/** One contact value: `mobile`, `email`, `landline`, or a push token by its place, `push-1` the first. */
export interface CheckedContact {
  readonly channel: Channel;
  readonly name: string;
  readonly state: FormState;
  /** As it is sent to where good, as it was written where not. */
  readonly value: string;
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

/** Every contact value that was given; what was left out, or is blank, is not in the list. */
export function checkContacts(contacts: Contacts): CheckedContact[] {
  const given = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';
  const found: CheckedContact[] = [];
  if (given(contacts.mobile)) {
    const { national } = checkMobile(contacts.mobile);
    found.push({
      channel: 'sms',
      name: 'mobile',
      ...(national === undefined
        ? { state: 'bad-format', value: contacts.mobile }
        : { state: 'good', value: national }),
    });
  }
  const tokens = (contacts.pushTokens ?? []).filter(given);
  for (const [place, token] of tokens.entries())
    found.push({
      channel: 'push',
      name: `push-${place + 1}`,
      state: /\s/.test(token) ? 'bad-format' : 'good',
      value: token,
    });
  if (given(contacts.email)) {
    const { address } = checkEmail(contacts.email);
    found.push({
      channel: 'email',
      name: 'email',
      ...(address === undefined
        ? { state: 'bad-format', value: contacts.email }
        : { state: 'good', value: address }),
    });
  }
  if (given(contacts.landline)) {
    const { national, extension } = checkLandline(contacts.landline);
    found.push({
      channel: 'voice',
      name: 'landline',
      ...(national === undefined
        ? { state: 'bad-format', value: contacts.landline }
        : { state: 'good', value: extension === undefined ? national : `${national};ext=${extension}` }),
    });
  }
  return found;
}

/**
 * Whether the applicant can be told and nothing needs correcting: one good value at least, and no number
 * or address that is none. A token of the app that went stale is the app's matter; a landline
 * neither helps nor hinders: a call says no more than that there is news.
 */
export function contactsAreGood(
  checked: readonly { readonly channel: Channel; readonly state: GivenState }[],
): boolean {
  const used = checked.filter(({ channel }) => channel !== 'voice');
  return (
    used.some(({ state }) => state === 'good') &&
    used.every(({ channel, state }) => state === 'good' || channel === 'push')
  );
}
